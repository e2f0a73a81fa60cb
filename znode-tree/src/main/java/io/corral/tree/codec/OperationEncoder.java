package io.corral.tree.codec;

import io.corral.tree.acl.AclEntry;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.OperationVisitor;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;

/** Writes kind and fields of each kind of operation. */
record OperationEncoder(FieldWriter out) implements OperationVisitor<FieldWriter> {
    @Override
    public FieldWriter visit(Create operation) {
        out.writeByte(CommandKind.CREATE);
        out.writeText(operation.path());
        out.writeNullableBytes(operation.data());
        out.writeNullableList(operation.acl(), OperationEncoder::aclEntry);
        out.writeByte(CreateKinds.number(operation.kind()));
        out.writeFlag(operation.sequential());
        out.writeSigned(operation.ttlMillis());
        out.writeFlag(operation.withStat());
        return out;
    }

    @Override
    public FieldWriter visit(Delete operation) {
        out.writeByte(CommandKind.DELETE);
        out.writeText(operation.path());
        out.writeSigned(operation.version());
        return out;
    }

    @Override
    public FieldWriter visit(SetData operation) {
        out.writeByte(CommandKind.SET_DATA);
        out.writeText(operation.path());
        out.writeNullableBytes(operation.data());
        out.writeSigned(operation.version());
        return out;
    }

    @Override
    public FieldWriter visit(SetAcl operation) {
        out.writeByte(CommandKind.SET_ACL);
        out.writeText(operation.path());
        out.writeNullableList(operation.acl(), OperationEncoder::aclEntry);
        out.writeSigned(operation.version());
        return out;
    }

    @Override
    public FieldWriter visit(Check operation) {
        out.writeByte(CommandKind.CHECK);
        out.writeText(operation.path());
        out.writeSigned(operation.version());
        return out;
    }

    @Override
    public FieldWriter visit(Multi operation) {
        out.writeByte(CommandKind.MULTI);
        out.writeList(operation.operations(), (fields, part) -> part.accept(this));
        return out;
    }

    @Override
    public FieldWriter visit(Failed operation) {
        out.writeByte(CommandKind.FAILED);
        out.writeSigned(operation.error());
        return out;
    }

    @Override
    public FieldWriter visit(Reconfig operation) {
        out.writeByte(CommandKind.RECONFIG);
        out.writeNullableText(operation.asked().joining());
        out.writeNullableText(operation.asked().leaving());
        out.writeNullableText(operation.asked().newMembers());
        out.writeSigned(operation.version());
        out.writeSigned(operation.minParticipants());
        return out;
    }

    @Override
    public FieldWriter visit(CloseSession operation) {
        out.writeByte(CommandKind.CLOSE_SESSION);
        return out;
    }

    private static void aclEntry(FieldWriter out, AclEntry entry) {
        out.writeSigned(entry.permissions());
        out.writeText(entry.scheme());
        out.writeText(entry.id());
    }
}
