package io.corral.server.frontend;

import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.Operation;
import io.corral.tree.command.OperationVisitor;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import io.corral.wire.record.ErrorCode;

/** What a local session cannot do: have ephemeral nodes. Gives the operation that fails in its place, or the operation itself. */
final class EphemeralCreates implements OperationVisitor<Operation> {
    private static final EphemeralCreates REFUSER = new EphemeralCreates();
    private static final Failed REFUSED = new Failed(ErrorCode.EPHEMERAL_ON_LOCAL_SESSION);

    private EphemeralCreates() {}

    /** Whether the operation would create an ephemeral node. */
    static boolean in(Operation operation) {
        return refusedIn(operation) != operation;
    }

    /** The operation with each creation of an ephemeral node failing. */
    static Operation refusedIn(Operation operation) {
        return operation.accept(REFUSER);
    }

    private static boolean isEphemeral(Operation operation) {
        return operation.accept(REFUSER) == REFUSED;
    }

    @Override
    public Operation visit(Create operation) {
        return operation.kind() == CreateKind.EPHEMERAL ? REFUSED : operation;
    }

    @Override
    public Operation visit(Multi operation) {
        if (operation.operations().stream().noneMatch(EphemeralCreates::isEphemeral)) {
            return operation;
        }
        return new Multi(operation.operations().stream()
                .map(part -> isEphemeral(part) ? REFUSED : part)
                .toList());
    }

    @Override
    public Operation visit(Delete operation) {
        return operation;
    }

    @Override
    public Operation visit(SetData operation) {
        return operation;
    }

    @Override
    public Operation visit(SetAcl operation) {
        return operation;
    }

    @Override
    public Operation visit(Check operation) {
        return operation;
    }

    @Override
    public Operation visit(Failed operation) {
        return operation;
    }

    @Override
    public Operation visit(Reconfig operation) {
        return operation;
    }

    @Override
    public Operation visit(CloseSession operation) {
        return operation;
    }
}
