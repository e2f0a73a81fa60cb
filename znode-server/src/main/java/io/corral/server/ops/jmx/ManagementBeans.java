package io.corral.server.ops.jmx;

import io.corral.server.config.ServerConfig;
import io.corral.server.control.ControlPort;
import io.corral.server.ops.jmx.ConnectionTable.Connected;
import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the beans that ZooKeeper would show registered: those of the server or of the ensemble and its members, of the role this
 * server has now, and of its connections. {@link #run} is called at intervals on one thread; so beans of connections, and what they
 * show, are as old as the interval.
 */
public final class ManagementBeans implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementBeans.class);

    /** Beyond this a bean for each connection would cost more than it tells. */
    private static final int MAX_CONNECTION_BEANS = 1000;

    private static final String PACKAGE = "org.apache.zookeeper.server.";

    private final ServerConfig config;
    private final Supplier<Ensemble> members;
    private final ServerStatusSource source;
    private final ControlPort control;
    private final MBeanServer beans;
    private final String started;
    private final Set<ObjectName> registered = new HashSet<>();
    private CompletableFuture<List<ConnectionStatus>> asked = CompletableFuture.completedFuture(List.of());
    private Ensemble shownMembers = Ensemble.UNKNOWN;
    private boolean closed;
    private volatile Map<ObjectName, Connected> shownConnections = Map.of();

    /**
     * Beans of a server; none is registered yet.
     *
     * @param config what the server was told
     * @param members the members of the moment
     * @param source what the beans show
     * @param control what their operations do
     * @param beans where they are registered
     * @param startMillis when the server started, milliseconds since 1970
     */
    public ManagementBeans(
            ServerConfig config,
            Supplier<Ensemble> members,
            ServerStatusSource source,
            ControlPort control,
            MBeanServer beans,
            long startMillis) {
        this.config = config;
        this.members = members;
        this.source = source;
        this.control = control;
        this.beans = beans;
        this.started = Instant.ofEpochMilli(startMillis).toString();
    }

    /** Registers what is new and removes what is gone. */
    @Override
    public synchronized void run() {
        if (closed) {
            return;
        }
        ServerStatus status = source.current();
        List<ConnectionStatus> open = openConnections(status.traffic().connections());
        Map<ObjectName, Supplier<DynamicMBean>> wanted = new HashMap<>();
        BeanNames names = config.ensemble()
                .self()
                .map(self -> BeanNames.ofMember(self.id()))
                .orElseGet(() -> BeanNames.standalone(config.clients().port()));
        if (!config.ensemble().standalone()) {
            ensemble(names, config.ensemble().serverId(), wanted);
        }
        if (status.serving()) {
            serving(names.under(status.standing().mode()), status.standing().mode(), open, wanted);
        }
        reconcile(wanted);
    }

    /** As they were when the last run asked for them: nobody waits for the event loops here. */
    private List<ConnectionStatus> openConnections(int count) {
        List<ConnectionStatus> open = asked.isCompletedExceptionally() ? List.of() : asked.getNow(List.of());
        asked = count > MAX_CONNECTION_BEANS ? CompletableFuture.completedFuture(List.of()) : source.connections();
        return open;
    }

    private void ensemble(BeanNames names, long self, Map<ObjectName, Supplier<DynamicMBean>> wanted) {
        wanted.put(
                names.server(),
                bean("quorum.QuorumBean", () -> PeerTables.quorum(config, "ReplicatedServer_id" + self)));
        Ensemble now = members.get();
        for (EnsembleMember member : now.members()) {
            wanted.put(
                    names.member(member.id()),
                    member.id() == self
                            ? bean("quorum.LocalPeerBean", () -> PeerTables.self(config, member, started))
                            : bean("quorum.RemotePeerBean", () -> PeerTables.member(member)));
        }
        forgetChanged(names, now);
    }

    /** A bean shows the line that it was made for: members with another line get another bean. */
    private void forgetChanged(BeanNames names, Ensemble now) {
        for (EnsembleMember before : shownMembers.members()) {
            ObjectName name = names.member(before.id());
            boolean same = now.member(before.id()).filter(before::equals).isPresent();
            if (!same && registered.contains(name)) {
                unregister(name);
            }
        }
        shownMembers = now;
    }

    private void serving(
            BeanNames names,
            ServerMode mode,
            List<ConnectionStatus> open,
            Map<ObjectName, Supplier<DynamicMBean>> wanted) {
        wanted.put(names.server(), bean("ZooKeeperServerBean", () -> {
            BeanTable<ServerStatus> table = ServerTable.of(config.clients(), source, control, started);
            config.ensemble().self().ifPresent(self -> PeerTables.role(table, mode, self, source));
            return table;
        }));
        wanted.put(names.tree(), bean("DataTreeBean", this::tree));
        Map<ObjectName, Connected> connections = new HashMap<>();
        for (ConnectionStatus connection : open) {
            connection.session().ifPresent(session -> {
                Connected connected = new Connected(connection, session);
                connections.put(names.connection(connected.ip(), connected.sessionId()), connected);
            });
        }
        shownConnections = Map.copyOf(connections);
        connections.forEach((name, first) -> wanted.put(
                name,
                () -> new StatusBean<>(
                        PACKAGE + "ConnectionBean",
                        () -> shownConnections.getOrDefault(name, first),
                        ConnectionTable.table(source::ephemeralsOf))));
    }

    private BeanTable<ServerStatus> tree() {
        return new BeanTable<ServerStatus>()
                .integer("NodeCount", status -> (int) status.tree().nodeCount())
                .text(
                        "LastZxid",
                        status -> "0x" + Long.toHexString(status.tree().zxid()))
                .integer("WatchCount", status -> (int) status.tree().watches().total())
                .operation("approximateDataSize", () -> source.current().tree().approximateDataBytes())
                .operation(
                        "countEphemerals", () -> (int) source.current().tree().ephemeralCount());
    }

    private Supplier<DynamicMBean> bean(String className, Supplier<BeanTable<ServerStatus>> table) {
        return () -> new StatusBean<>(PACKAGE + className, source::current, table.get());
    }

    private void reconcile(Map<ObjectName, Supplier<DynamicMBean>> wanted) {
        for (ObjectName name : Set.copyOf(registered)) {
            if (!wanted.containsKey(name)) {
                unregister(name);
            }
        }
        wanted.forEach((name, bean) -> {
            if (!registered.contains(name)) {
                register(name, bean.get());
            }
        });
    }

    private void register(ObjectName name, DynamicMBean bean) {
        try {
            beans.registerMBean(bean, name);
            registered.add(name);
        } catch (JMException e) {
            LOG.warn("The management bean {} cannot be registered; it is missing in consoles.", name, e);
        }
    }

    private void unregister(ObjectName name) {
        registered.remove(name);
        try {
            beans.unregisterMBean(name);
        } catch (JMException e) {
            LOG.warn("The management bean {} cannot be removed; it shows what is no more.", name, e);
        }
    }

    /** Removes all beans, for good. */
    @Override
    public synchronized void close() {
        closed = true;
        Set.copyOf(registered).forEach(this::unregister);
    }
}
