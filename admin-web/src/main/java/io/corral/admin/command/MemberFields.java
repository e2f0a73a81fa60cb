package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.server.status.ConfigurationStatus.QuorumConfiguration;
import io.corral.server.status.MemberStatus;
import io.corral.server.status.PeerProgress;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The fields of the commands that speak of the ensemble. What ZooKeeper says of Zab is said of Raft here. */
final class MemberFields {

    private MemberFields() {}

    static CompletableFuture<String> leader(ServerStatusSource source, ServerStatus status, ObjectNode document) {
        ServerMode mode = status.standing().mode();
        if (mode == ServerMode.STANDALONE) {
            return CompletableFuture.completedFuture("server is not initialized");
        }
        long leaderId = status.standing().leaderId();
        document.put("is_leader", mode == ServerMode.LEADER);
        document.put("leader_id", leaderId);
        document.put(
                "leader_ip",
                source.ensemble().members().stream()
                        .filter(member -> member.id() == leaderId)
                        .map(MemberStatus::host)
                        .findFirst()
                        .orElse(""));
        return Command.NO_ERROR;
    }

    /** Only a leader knows its observers. */
    static void observers(ServerStatus status, ObjectNode document) {
        List<PeerProgress> observers =
                status.peers().stream().filter(peer -> !peer.voter()).toList();
        document.put(
                "synced_observers",
                observers.stream().filter(PeerProgress::connected).count());
        ArrayNode list = document.putArray("observers");
        for (PeerProgress observer : observers) {
            list.addObject().put("sid", observer.id());
        }
    }

    static void votingView(ServerStatus status, ObjectNode document) {
        ObjectNode members = document.putObject("current_config");
        members(status).forEach(member -> {
            ObjectNode fields = members.putObject(Long.toString(member.id));
            fields.putArray("server_addresses").add(member.quorumAddress());
            fields.putArray("election_addresses").add(member.electionAddress());
            fields.put("client_address", member.clientAddress);
            fields.put("learner_type", member.observer ? "observer" : "participant");
        });
    }

    /** As ZooKeeper, a server alone or without a leader says nothing but that it does not vote. */
    static void zabState(ServerStatus status, ObjectNode document) {
        if (status.standing().mode() == ServerMode.STANDALONE || !status.serving()) {
            document.put("voting", false);
            document.put("zabstate", "");
            return;
        }
        Optional<Member> self = members(status)
                .filter(member -> member.id == status.identity().id())
                .findFirst();
        document.put("myid", status.identity().id());
        document.put("is_leader", status.standing().mode() == ServerMode.LEADER);
        ObjectNode quorum = document.putObject("quorum_address");
        ObjectNode election = document.putObject("election_address");
        self.ifPresent(member -> {
            address(member.host, member.quorumPort, quorum);
            address(member.host, member.electionPort, election);
        });
        document.put("client_address", self.map(member -> member.clientAddress).orElse(""));
        document.put("voting", self.map(member -> !member.observer).orElse(false));
        document.put("last_zxid", "0x" + Long.toHexString(status.tree().zxid()));
        document.put("zab_epoch", status.standing().term());
        document.put("zab_counter", status.tree().zxid());
        document.put("zabstate", state(status));
    }

    /** ZooKeeper lets a member have several addresses, and tells which can be reached; here it has one, and it is not tried. */
    private static void address(String host, String port, ObjectNode fields) {
        String address = host + ":" + port;
        fields.put("empty", false);
        fields.putArray("all_addresses").add(address);
        fields.putArray("wildcard_addresses").add("0.0.0.0:" + port);
        fields.putArray("all_ports").add(Integer.parseInt(port));
        fields.putArray("all_host_strings").add(host);
        fields.put("reachable_address", address);
        fields.putArray("all_reachable_addresses").add(address);
        fields.putArray("all_reachable_addresses_or_all").add(address);
        fields.put("reachable_or_one", address);
        fields.put("one", address);
    }

    private static String state(ServerStatus status) {
        return switch (status.standing().mode()) {
            case LOOKING, READ_ONLY -> "election";
            default -> "broadcast";
        };
    }

    private static Stream<Member> members(ServerStatus status) {
        String membership = status.identity()
                .configuration()
                .quorum()
                .map(QuorumConfiguration::membership)
                .orElse("");
        return Arrays.stream(membership.split("\n", -1))
                .filter(line -> line.startsWith("server."))
                .map(Member::of);
    }

    /** One line {@code server.N=host:port:port:role;client}. The host may be an IPv6 address in brackets. */
    private record Member(
            long id, String host, String quorumPort, String electionPort, boolean observer, String clientAddress) {

        static Member of(String line) {
            int equals = line.indexOf('=');
            int semicolon = line.indexOf(';');
            String server = line.substring(equals + 1, semicolon < 0 ? line.length() : semicolon);
            String host = server.substring(0, server.indexOf(':', server.indexOf(']') + 1));
            String[] rest = server.substring(host.length() + 1).split(":", -1);
            return new Member(
                    Long.parseLong(line.substring("server.".length(), equals)),
                    host,
                    rest[0],
                    rest[1],
                    rest.length > 2 && rest[2].equals("observer"),
                    semicolon < 0 ? "" : line.substring(semicolon + 1));
        }

        String quorumAddress() {
            return host + ":" + quorumPort;
        }

        String electionAddress() {
            return host + ":" + electionPort;
        }
    }
}
