package io.corral.wire.record;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that goes through the replicated log.
 */
@SuppressWarnings("ArrayRecordComponent") // The records with bytes compare them by content.
public sealed interface WriteRequest extends Request {

    /**
     * Creates a node, by any of the four operations that do.
     *
     * @param opCode the kind of create: which of the four operations was sent
     * @param path the path wanted
     * @param data the data; null is stored as null
     * @param acl the ACL of the new node
     * @param flags 0 persistent, 1 ephemeral, 2 persistent sequential, 3 ephemeral sequential, 4 container,
     *     5 TTL, 6 TTL sequential; others are possible
     * @param ttlMillis what createTTL carried; {@link #NO_TTL} for the other kinds
     */
    record Create(
            OpCode opCode,
            @Nullable String path,
            byte @Nullable [] data,
            @Nullable List<AclEntry> acl,
            int flags,
            long ttlMillis)
            implements WriteRequest {
        /** The ttl of a create that carries none. */
        public static final long NO_TTL = -1;

        public Create {
            if (!opCode.isCreate()) {
                throw new IllegalArgumentException(opCode + " does not create a node");
            }
            acl = acl == null ? null : List.copyOf(acl);
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.create(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Create that
                    && opCode == that.opCode
                    && Objects.equals(path, that.path)
                    && Arrays.equals(data, that.data)
                    && Objects.equals(acl, that.acl)
                    && flags == that.flags
                    && ttlMillis == that.ttlMillis;
        }

        @Override
        public int hashCode() {
            return Objects.hash(opCode, path, Arrays.hashCode(data), acl, flags, ttlMillis);
        }

        /** Shows the length of the bytes only, since they may be secret or large. */
        @Override
        public String toString() {
            return "Create[opCode=" + opCode + ", path=" + path + ", data=" + WireValues.length(data) + ", acl=" + acl
                    + ", flags=" + flags + ", ttlMillis=" + ttlMillis + "]";
        }
    }

    /**
     * Deletes a node.
     *
     * @param path the node's path as sent
     * @param version the data version required; -1 is any
     */
    record Delete(@Nullable String path, int version) implements WriteRequest {
        @Override
        public OpCode opCode() {
            return OpCode.DELETE;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.delete(this);
        }
    }

    /**
     * Replaces a node's data.
     *
     * @param path the node's path as sent
     * @param data the new data; null is stored as null
     * @param version the data version required; -1 is any
     */
    record SetData(@Nullable String path, byte @Nullable [] data, int version) implements WriteRequest {
        @Override
        public OpCode opCode() {
            return OpCode.SET_DATA;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.setData(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SetData that
                    && Objects.equals(path, that.path)
                    && Arrays.equals(data, that.data)
                    && version == that.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(path, Arrays.hashCode(data), version);
        }

        /** Shows the length of the bytes only, since they may be secret or large. */
        @Override
        public String toString() {
            return "SetData[path=" + path + ", data=" + WireValues.length(data) + ", version=" + version + "]";
        }
    }

    /**
     * Replaces a node's ACL.
     *
     * @param path the node's path as sent
     * @param acl the new ACL
     * @param version the ACL version required; -1 is any
     */
    record SetAcl(@Nullable String path, @Nullable List<AclEntry> acl, int version) implements WriteRequest {
        public SetAcl {
            acl = acl == null ? null : List.copyOf(acl);
        }

        @Override
        public OpCode opCode() {
            return OpCode.SET_ACL;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.setAcl(this);
        }
    }

    /**
     * Requires a node to exist at a version; a part of a multi only.
     *
     * @param path the node's path as sent
     * @param version the data version required; -1 is any
     */
    record Check(@Nullable String path, int version) implements WriteRequest {
        @Override
        public OpCode opCode() {
            return OpCode.CHECK;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.check(this);
        }
    }

    /**
     * Writes executed all or none.
     *
     * @param ops the parts: creates of every kind, delete, setData, check
     */
    record Multi(List<WriteRequest> ops) implements WriteRequest {
        public Multi {
            ops = List.copyOf(ops);
        }

        @Override
        public OpCode opCode() {
            return OpCode.MULTI;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.multi(this);
        }
    }

    /**
     * Changes the members of the ensemble.
     *
     * @param joiningServers server lines to add or change, comma separated
     * @param leavingServers ids to remove, comma separated
     * @param newMembers the whole new list of server lines
     * @param curConfigId the version of the configuration required; -1 is any
     */
    record Reconfig(
            @Nullable String joiningServers,
            @Nullable String leavingServers,
            @Nullable String newMembers,
            long curConfigId)
            implements WriteRequest {
        @Override
        public OpCode opCode() {
            return OpCode.RECONFIG;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.reconfig(this);
        }
    }

    /**
     * Deletes an empty container or TTL node; meant for the server itself.
     *
     * @param path the node's path as sent
     */
    record DeleteContainer(@Nullable String path) implements WriteRequest {
        @Override
        public OpCode opCode() {
            return OpCode.DELETE_CONTAINER;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.deleteContainer(this);
        }
    }
}
