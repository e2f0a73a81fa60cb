package io.corral.it.oracle;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;
import org.slf4j.LoggerFactory;

/** The real thing: a standalone ZooKeeper in this process, without its admin server. */
public final class ZooKeeperSubject implements Subject {
    private static final int DEFAULT_BACKLOG = -1;

    /** ZooKeeper logs a stack trace for every request it cannot read, and the tests send thousands of those. */
    private static final List<String> TALKATIVE = List.of(
            "org.apache.zookeeper.server",
            "org.apache.zookeeper.CreateMode",
            "org.apache.zookeeper.common",
            "org.apache.zookeeper.jmx");

    private final ServerFolder folder;
    private final NIOServerCnxnFactory factory;
    private final ZooKeeperServer server;

    private ZooKeeperSubject(ServerFolder folder, NIOServerCnxnFactory factory, ZooKeeperServer server) {
        this.folder = folder;
        this.factory = factory;
        this.server = server;
    }

    /** Starts an empty server on a free port. */
    public static ZooKeeperSubject start(SubjectSettings settings) throws IOException, InterruptedException {
        System.setProperty("zookeeper.forceSync", "no");
        System.setProperty("zookeeper.extendedTypesEnabled", "true");
        System.setProperty("zookeeper.enforceQuota", "true");
        System.setProperty(
                "zookeeper.DigestAuthenticationProvider.superDigest",
                Identity.SUPER.id().getId());
        System.setProperty("zookeeper.4lw.commands.whitelist", "*");
        System.setProperty(
                "zookeeper.nio.sessionlessCnxnTimeout", Integer.toString(settings.sessionlessTimeoutMillis()));
        TALKATIVE.forEach(logger -> ((Logger) LoggerFactory.getLogger(logger)).setLevel(Level.OFF));
        ServerFolder folder = ServerFolder.create("zookeeper-subject");
        FileTxnSnapLog log =
                new FileTxnSnapLog(folder.path().toFile(), folder.path().toFile());
        ZooKeeperServer server = new ZooKeeperServer(
                log,
                SubjectSettings.TICK_MILLIS,
                -1,
                SubjectSettings.LONGEST_SESSION_MILLIS,
                DEFAULT_BACKLOG,
                new ZKDatabase(log),
                "");
        NIOServerCnxnFactory factory = new NIOServerCnxnFactory();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        factory.configure(anyPort, settings.maxClientCnxns(), DEFAULT_BACKLOG, false);
        factory.startup(server);
        return new ZooKeeperSubject(folder, factory, server);
    }

    @Override
    public String name() {
        return "ZooKeeper";
    }

    @Override
    public List<InetSocketAddress> servers() {
        return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), factory.getLocalPort()));
    }

    @Override
    public void close() {
        factory.shutdown();
        server.shutdown();
        folder.close();
    }

    @Override
    public String toString() {
        return name();
    }
}
