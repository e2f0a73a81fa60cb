package io.corral.tree.command;

import io.corral.tree.EphemeralOwner;
import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Permission;
import io.corral.tree.path.PathRules;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Creates a node (create, create2, createContainer, createTTL).
 *
 * <p>In ZooKeeper the opcode of a single request decides the kind, and the flags whether a sequence number is appended;
 * the server has sorted that out.
 *
 * @param path the path; a sequential node gets ten digits appended
 * @param data the data, or null; not copied
 * @param acl the client's list; null where it sent none, or an entry without scheme or id: both are refused
 * @param kind how long it lives
 * @param sequential whether a sequence number is appended
 * @param ttlMillis time to live of a TTL node in milliseconds; looked at for that kind only
 * @param withStat whether the client wants the stat: everything but the plain create does
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, below; copying would cost every write
public record Create(
        String path,
        byte @Nullable [] data,
        @Nullable List<AclEntry> acl,
        CreateKind kind,
        boolean sequential,
        long ttlMillis,
        boolean withStat)
        implements MultiOperation {
    @Override
    public Result perform(WriteScope scope) {
        int refusal = checkKind(scope);
        if (refusal != ErrorCode.OK) {
            return new Result.Failure(refusal);
        }
        AclList fixedAcl = scope.fixUp(acl);
        if (fixedAcl == null) {
            return new Result.Failure(ErrorCode.INVALID_ACL);
        }
        NodeDraft parent = scope.edit().find(PathRules.parentOf(path));
        if (parent == null) {
            return new Result.Failure(ErrorCode.NO_NODE);
        }
        String finalPath =
                sequential ? SequenceName.append(path, parent.fields().createCount()) : path;
        refusal = validate(scope, parent, finalPath);
        return refusal == ErrorCode.OK ? execute(scope, parent, finalPath, fixedAcl) : new Result.Failure(refusal);
    }

    private int checkKind(WriteScope scope) {
        if (kind == CreateKind.TTL) {
            if (!scope.rules().extendedTypesEnabled()) {
                return ErrorCode.UNIMPLEMENTED;
            }
            if (ttlMillis <= 0 || ttlMillis > EphemeralOwner.MAX_TTL_MILLIS) {
                return ErrorCode.BAD_ARGUMENTS;
            }
        }
        return PathRules.hasParent(path) ? ErrorCode.OK : ErrorCode.BAD_ARGUMENTS;
    }

    private int validate(WriteScope scope, NodeDraft parent, String finalPath) {
        if (scope.lacks(Permission.CREATE, parent.fields().acl())) {
            return ErrorCode.NO_AUTH;
        }
        if (!PathRules.isValid(finalPath)) {
            return ErrorCode.BAD_ARGUMENTS;
        }
        if (scope.edit().find(finalPath) != null) {
            return ErrorCode.NODE_EXISTS;
        }
        if (parent.fields().isEphemeral()) {
            return ErrorCode.NO_CHILDREN_FOR_EPHEMERALS;
        }
        return QuotaKeeping.forbids(scope, finalPath, 1, data == null ? 0 : data.length)
                ? ErrorCode.QUOTA_EXCEEDED
                : ErrorCode.OK;
    }

    private Result execute(WriteScope scope, NodeDraft parent, String finalPath, AclList fixedAcl) {
        Znode above = parent.fields();
        // The counter sticks at its maximum, and pzxid with it, as in ZooKeeper.
        if (above.createCount() != Integer.MAX_VALUE) {
            ZnodeBuilder next =
                    above.toBuilder().createCount(above.createCount() + 1).pzxid(scope.zxid());
            scope.edit().update(parent, next);
        }
        ZnodeBuilder fields = new ZnodeBuilder()
                .data(data)
                .acl(fixedAcl)
                .created(scope.zxid(), scope.wallMillis())
                .owner(owner(scope.sessionId()));
        NodeDraft node = scope.edit().create(parent, finalPath, fields);
        // Before the service writes into a statistics node: clients are told of the node as they sent it.
        Result result = withStat ? new Result.CreatedNode(finalPath, node.stat()) : new Result.CreatedPath(finalPath);
        QuotaKeeping.created(scope, node);
        scope.changed(new Change(
                Change.Kind.CREATED,
                finalPath,
                data == null ? 0 : data.length,
                scope.zxid(),
                fixedAcl,
                parent.path(),
                above.acl()));
        return result;
    }

    private long owner(long sessionId) {
        return switch (kind) {
            case PERSISTENT -> EphemeralOwner.NONE;
            case EPHEMERAL -> sessionId;
            case CONTAINER -> EphemeralOwner.CONTAINER;
            case TTL -> EphemeralOwner.ofTtl(ttlMillis);
        };
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Create that
                && path.equals(that.path)
                && Arrays.equals(data, that.data)
                && Objects.equals(acl, that.acl)
                && kind == that.kind
                && sequential == that.sequential
                && ttlMillis == that.ttlMillis
                && withStat == that.withStat;
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(data);
    }
}
