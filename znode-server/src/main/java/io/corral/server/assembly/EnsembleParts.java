package io.corral.server.assembly;

import io.corral.raft.transport.NettyPeerTransport;
import io.corral.server.config.ServerConfig;
import io.corral.server.ensemble.EnsembleFollower;
import io.corral.server.frontend.Frontend;
import io.corral.server.replication.WriteGate;
import io.corral.server.status.MemberReports;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.HostAndPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a server follows its ensemble: connections to the others, whose disks count, whose reports are shown, the client port. */
final class EnsembleParts implements EnsembleFollower.Parts {
    private static final Logger LOG = LoggerFactory.getLogger(EnsembleParts.class);

    private final ServerConfig config;
    private final NettyPeerTransport transport;
    private final Frontend frontend;
    private final WriteGate gate;
    private final MemberReports reports;

    EnsembleParts(
            ServerConfig config,
            NettyPeerTransport transport,
            Frontend frontend,
            WriteGate gate,
            MemberReports reports) {
        this.config = config;
        this.transport = transport;
        this.frontend = frontend;
        this.gate = gate;
        this.reports = reports;
    }

    @Override
    public void peers(Map<Long, InetSocketAddress> addresses) {
        transport.setPeers(addresses);
    }

    @Override
    public void members(Ensemble ensemble) {
        gate.votersAre(ensemble.participants());
        reports.follow(RaftStart.hosts(config.ensemble().serverId(), ensemble));
    }

    @Override
    public void ownLine(EnsembleMember before, EnsembleMember now) {
        if (before.peerPort() != now.peerPort() || !before.host().equals(now.host())) {
            listenForPeers(now);
        }
        Optional<HostAndPort> clients = now.clientAddress();
        if (clients.isPresent() && !clients.equals(before.clientAddress())) {
            listenForClients(clients.get());
        }
    }

    private void listenForPeers(EnsembleMember self) {
        try {
            transport.listenAt(
                    RaftStart.bindAddress(config.ensemble(), self),
                    InetSocketAddress.createUnresolved(self.host(), self.peerPort()));
            LOG.info("Listens for the other servers on {}:{} now.", self.host(), self.peerPort());
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "The members now say that this server is at {}:{}, where it cannot listen: {}. The other servers can reach it"
                            + " no more when they lose their connections. Free the address and restart this server, or"
                            + " change its line by reconfig.",
                    self.host(),
                    self.peerPort(),
                    e.getMessage());
        }
    }

    private void listenForClients(HostAndPort address) {
        try {
            frontend.moveTo(new InetSocketAddress(address.host(), address.port()));
            LOG.info("Clients connect at {} now.", address);
        } catch (IOException e) {
            LOG.error(
                    "The members now say that clients connect to this server at {}, where it cannot listen: {}. It keeps the"
                            + " port it has. Free the address and restart this server, or change its line by reconfig.",
                    address,
                    e.getMessage());
        }
    }
}
