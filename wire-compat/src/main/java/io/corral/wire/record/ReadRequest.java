package io.corral.wire.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request the serving server answers from its own copy of the tree.
 */
public sealed interface ReadRequest extends Request {

    /** Whether the read leaves a one-shot watch if it can. */
    default boolean watch() {
        return false;
    }

    /**
     * Asks for a node's Stat.
     *
     * @param path the node's path as sent
     * @param watch whether to leave a one-shot watch
     */
    record Exists(@Nullable String path, boolean watch) implements ReadRequest {
        @Override
        public OpCode opCode() {
            return OpCode.EXISTS;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.exists(this);
        }
    }

    /**
     * Asks for a node's data and Stat.
     *
     * @param path the node's path as sent
     * @param watch whether to leave a one-shot watch
     */
    record GetData(@Nullable String path, boolean watch) implements ReadRequest {
        @Override
        public OpCode opCode() {
            return OpCode.GET_DATA;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.getData(this);
        }
    }

    /**
     * Asks for a node's ACL and Stat.
     *
     * @param path the node's path as sent
     */
    record GetAcl(@Nullable String path) implements ReadRequest {
        @Override
        public OpCode opCode() {
            return OpCode.GET_ACL;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.getAcl(this);
        }
    }

    /**
     * Asks for the names of a node's children.
     *
     * @param path the node's path as sent
     * @param watch whether to leave a one-shot watch
     */
    record GetChildren(@Nullable String path, boolean watch) implements ReadRequest {
        @Override
        public OpCode opCode() {
            return OpCode.GET_CHILDREN;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.getChildren(this);
        }
    }

    /**
     * Asks for the names of a node's children and its Stat.
     *
     * @param path the node's path as sent
     * @param watch whether to leave a one-shot watch
     */
    record GetChildren2(@Nullable String path, boolean watch) implements ReadRequest {
        @Override
        public OpCode opCode() {
            return OpCode.GET_CHILDREN2;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.getChildren2(this);
        }
    }

    /**
     * Asks for the ephemeral nodes of this session.
     *
     * @param prefix plain string prefix of the paths wanted; null is all
     */
    record GetEphemerals(@Nullable String prefix) implements ReadRequest {
        @Override
        public OpCode opCode() {
            return OpCode.GET_EPHEMERALS;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.getEphemerals(this);
        }
    }

    /**
     * Asks how many nodes are below a node, at any depth.
     *
     * @param path the node's path as sent
     */
    record GetAllChildrenNumber(@Nullable String path) implements ReadRequest {
        @Override
        public OpCode opCode() {
            return OpCode.GET_ALL_CHILDREN_NUMBER;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.getAllChildrenNumber(this);
        }
    }

    /**
     * Reads answered together, each on its own.
     *
     * @param ops the parts: getData and getChildren
     */
    record MultiRead(List<ReadRequest> ops) implements ReadRequest {
        public MultiRead {
            ops = List.copyOf(ops);
        }

        @Override
        public OpCode opCode() {
            return OpCode.MULTI_READ;
        }

        @Override
        public <R> R accept(RequestVisitor<R> visitor) {
            return visitor.multiRead(this);
        }
    }
}
