package io.corral.server.frontend;

import io.corral.tree.acl.AclEntry;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.Operation;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From the protocol's writes to the tree's operations. Where ZooKeeper derives the kind of a node from opcode, flags and ttl, it
 * is derived here; a combination that it refuses becomes a {@link Failed}, which takes its zxid as any failed write does.
 */
final class OperationTranslator extends PartialRequestVisitor<Operation> {
    private static final int FLAG_EPHEMERAL = 1;
    private static final int FLAG_SEQUENTIAL = 2;
    private static final int FLAG_EPHEMERAL_SEQUENTIAL = 3;
    private static final int FLAG_CONTAINER = 4;
    private static final int FLAG_TTL = 5;
    private static final int FLAG_TTL_SEQUENTIAL = 6;

    /** Without a path ZooKeeper stumbles, mostly, and answers as it does whenever it stumbles. */
    private static final Failed WITHOUT_PATH = new Failed(ErrorCode.MARSHALLING_ERROR);

    private static final Part PART = new Part();

    private final ReconfigTranslator reconfig;

    OperationTranslator(ReconfigTranslator reconfig) {
        this.reconfig = reconfig;
    }

    @Override
    public Operation create(WriteRequest.Create request) {
        int flags = request.flags();
        if (flags < 0 || flags > FLAG_TTL_SEQUENTIAL) {
            return new Failed(ErrorCode.BAD_ARGUMENTS);
        }
        boolean ttlFlags = isTtl(flags);
        if (!ttlFlags && request.opCode() == OpCode.CREATE_TTL) {
            return new Failed(ErrorCode.BAD_ARGUMENTS);
        }
        CreateKind kind = kindOf(flags);
        if (kind == CreateKind.CONTAINER && request.opCode() != OpCode.CREATE_CONTAINER) {
            kind = CreateKind.PERSISTENT;
        } else if (request.opCode() == OpCode.CREATE_CONTAINER && !ttlFlags) {
            kind = CreateKind.CONTAINER;
        }
        return create(request, kind, request.opCode() != OpCode.CREATE);
    }

    @Override
    public Operation delete(WriteRequest.Delete request) {
        return request.accept(PART);
    }

    @Override
    public Operation setData(WriteRequest.SetData request) {
        return request.path() == null ? new Failed(ErrorCode.BAD_ARGUMENTS) : request.accept(PART);
    }

    @Override
    public Operation setAcl(WriteRequest.SetAcl request) {
        String path = request.path();
        return path == null
                ? new Failed(ErrorCode.BAD_ARGUMENTS)
                : new SetAcl(path, acl(request.acl()), request.version());
    }

    @Override
    public Operation multi(WriteRequest.Multi request) {
        List<MultiOperation> operations = new ArrayList<>(request.ops().size());
        for (WriteRequest op : request.ops()) {
            MultiOperation operation = op.accept(PART);
            if (operation.equals(WITHOUT_PATH)) {
                return WITHOUT_PATH;
            }
            operations.add(operation);
        }
        return new Multi(operations);
    }

    @Override
    public Operation reconfig(WriteRequest.Reconfig request) {
        return reconfig.translate(request);
    }

    @Override
    public Operation closeSession(SessionRequest.CloseSession request) {
        return new CloseSession();
    }

    private static MultiOperation create(WriteRequest.Create request, CreateKind kind, boolean withStat) {
        int flags = request.flags();
        boolean sequential =
                flags == FLAG_SEQUENTIAL || flags == FLAG_EPHEMERAL_SEQUENTIAL || flags == FLAG_TTL_SEQUENTIAL;
        return withPath(
                request.path(),
                path -> new Create(
                        path, request.data(), acl(request.acl()), kind, sequential, request.ttlMillis(), withStat));
    }

    private static MultiOperation withPath(@Nullable String path, Function<String, MultiOperation> operation) {
        return path == null ? WITHOUT_PATH : operation.apply(path);
    }

    private static boolean isTtl(int flags) {
        return flags == FLAG_TTL || flags == FLAG_TTL_SEQUENTIAL;
    }

    private static CreateKind kindOf(int flags) {
        return switch (flags) {
            case FLAG_EPHEMERAL, FLAG_EPHEMERAL_SEQUENTIAL -> CreateKind.EPHEMERAL;
            case FLAG_CONTAINER -> CreateKind.CONTAINER;
            case FLAG_TTL, FLAG_TTL_SEQUENTIAL -> CreateKind.TTL;
            default -> CreateKind.PERSISTENT;
        };
    }

    /** The tree's list; null, which is refused there, when there is none or an entry lacks scheme or id. */
    private static @Nullable List<AclEntry> acl(@Nullable List<io.corral.wire.record.AclEntry> entries) {
        if (entries == null) {
            return null;
        }
        List<AclEntry> acl = new ArrayList<>(entries.size());
        for (io.corral.wire.record.AclEntry entry : entries) {
            String scheme = entry.scheme();
            String id = entry.id();
            if (scheme == null || id == null) {
                return null;
            }
            acl.add(new AclEntry(entry.perms(), scheme, id));
        }
        return acl;
    }

    /** Inside a multi the flags alone decide the kind. */
    private static final class Part extends PartialRequestVisitor<MultiOperation> {
        @Override
        public MultiOperation create(WriteRequest.Create request) {
            int flags = request.flags();
            if (flags < 0 || flags > FLAG_TTL_SEQUENTIAL) {
                return new Failed(ErrorCode.BAD_ARGUMENTS);
            }
            boolean container = request.opCode() == OpCode.CREATE_CONTAINER || flags == FLAG_CONTAINER;
            CreateKind kind = container ? CreateKind.CONTAINER : kindOf(flags);
            boolean withStat = container || isTtl(flags) || request.opCode() == OpCode.CREATE2;
            return OperationTranslator.create(request, kind, withStat);
        }

        @Override
        public MultiOperation delete(WriteRequest.Delete request) {
            return withPath(request.path(), path -> new Delete(path, request.version()));
        }

        @Override
        public MultiOperation setData(WriteRequest.SetData request) {
            return withPath(request.path(), path -> new SetData(path, request.data(), request.version()));
        }

        @Override
        public MultiOperation check(WriteRequest.Check request) {
            return withPath(request.path(), path -> new Check(path, request.version()));
        }
    }
}
