package io.corral.wire.record;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a reply, by its form on the wire; which operation has which form is told by each.
 */
@SuppressWarnings("ArrayRecordComponent") // The records with bytes compare them by content.
public sealed interface Reply {

    /** Calls the visitor's method for this form. */
    <R> R accept(ReplyVisitor<R> visitor);

    /** Only a header: ping, delete, setWatches and the like. */
    record Empty() implements Reply {
        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.empty(this);
        }
    }

    /**
     * A path: create, sync.
     *
     * @param path the created node's final path, or the path echoed
     */
    record Path(@Nullable String path) implements Reply {
        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.path(this);
        }
    }

    /**
     * A path and a Stat: create2, createContainer, createTTL.
     *
     * @param path the created node's final path
     * @param stat the new node's Stat
     */
    record PathAndStat(@Nullable String path, WireStat stat) implements Reply {
        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.pathAndStat(this);
        }
    }

    /**
     * A Stat: exists, setData, setACL.
     *
     * @param stat the node's Stat
     */
    record OfStat(WireStat stat) implements Reply {
        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.ofStat(this);
        }
    }

    /**
     * Data and Stat: getData, reconfig.
     *
     * @param data the node's data
     * @param stat the node's Stat
     */
    record DataAndStat(byte @Nullable [] data, WireStat stat) implements Reply {
        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.dataAndStat(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof DataAndStat that
                    && Arrays.equals(data, that.data)
                    && Objects.equals(stat, that.stat);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(data), stat);
        }

        /** Shows the length of the bytes only, since they may be secret or large. */
        @Override
        public String toString() {
            return "DataAndStat[data=" + WireValues.length(data) + ", stat=" + stat + "]";
        }
    }

    /**
     * ACL and Stat: getACL.
     *
     * @param acl the node's ACL
     * @param stat the node's Stat
     */
    record AclAndStat(@Nullable List<AclEntry> acl, WireStat stat) implements Reply {
        public AclAndStat {
            acl = acl == null ? null : List.copyOf(acl);
        }

        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.aclAndStat(this);
        }
    }

    /**
     * Names or paths: getChildren, getEphemerals.
     *
     * @param names in no particular order
     */
    record Names(@Nullable List<@Nullable String> names) implements Reply {
        public Names {
            names = WireValues.copyOfNullable(names);
        }

        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.names(this);
        }
    }

    /**
     * Names and Stat: getChildren2.
     *
     * @param names in no particular order
     * @param stat the node's Stat
     */
    record NamesAndStat(@Nullable List<@Nullable String> names, WireStat stat) implements Reply {
        public NamesAndStat {
            names = WireValues.copyOfNullable(names);
        }

        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.namesAndStat(this);
        }
    }

    /**
     * A number: getAllChildrenNumber, addWatch.
     *
     * @param value the number of nodes; addWatch: always 0
     */
    record OfInt(int value) implements Reply {
        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.ofInt(this);
        }
    }

    /**
     * The identities of the connection: whoAmI.
     *
     * @param identities in no particular order
     */
    record Identities(@Nullable List<ClientIdentity> identities) implements Reply {
        public Identities {
            identities = identities == null ? null : List.copyOf(identities);
        }

        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.identities(this);
        }
    }

    /**
     * One step of a SASL exchange.
     *
     * @param token the server's token
     */
    record Token(byte @Nullable [] token) implements Reply {
        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.token(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Token that && Arrays.equals(token, that.token);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(token));
        }

        /** Shows the length of the bytes only, since they may be secret or large. */
        @Override
        public String toString() {
            return "Token[token=" + WireValues.length(token) + "]";
        }
    }

    /**
     * One result for each part of a multi or multiRead.
     *
     * @param results in the order of the parts
     */
    record Results(List<MultiResult> results) implements Reply {
        public Results {
            results = List.copyOf(results);
        }

        @Override
        public <R> R accept(ReplyVisitor<R> visitor) {
            return visitor.results(this);
        }
    }
}
