package io.corral.server.config;

import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import java.util.List;
import java.util.Optional;

/**
 * The members and which of them this server is, as its files say. Where members can be changed, the replicated state may know better.
 *
 * @param serverId number in {@code myid}; 0 for a standalone server
 * @param members the {@code server.N} lines by ascending N; empty for a standalone server
 * @param listenOnAllAddresses whether the peer port is bound on all addresses rather than on the line's host
 * @param changes whether and how they change
 */
public record EnsembleConfig(
        long serverId, List<EnsembleMember> members, boolean listenOnAllAddresses, MemberChanges changes) {

    /** Keeps an unmodifiable copy of the list. */
    public EnsembleConfig {
        members = List.copyOf(members);
    }

    /** Whether the server is alone by configuration. */
    public boolean standalone() {
        return members.isEmpty();
    }

    /** This server's own line; empty for a standalone server. */
    public Optional<EnsembleMember> self() {
        return members.stream().filter(member -> member.id() == serverId).findFirst();
    }

    /** The members with a vote, by ascending id. */
    public List<EnsembleMember> voters() {
        return members.stream().filter(EnsembleMember::votes).toList();
    }

    /** The members as a value of the replicated state, with the version of the file they stand in. */
    public Ensemble ensemble() {
        return new Ensemble(members, changes.version());
    }
}
