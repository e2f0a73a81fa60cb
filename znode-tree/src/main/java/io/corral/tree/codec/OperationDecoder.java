package io.corral.tree.codec;

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
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import io.corral.tree.ensemble.MembersAsked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link OperationEncoder} has written. */
final class OperationDecoder {
    private OperationDecoder() {}

    static Operation read(FieldReader in) {
        int kind = in.readByte();
        return switch (kind) {
            case CommandKind.SET_ACL ->
                new SetAcl(in.readText(), in.readNullableList(OperationDecoder::aclEntry), in.readInt());
            case CommandKind.MULTI -> new Multi(in.readList(fields -> part(fields.readByte(), fields)));
            case CommandKind.RECONFIG ->
                new Reconfig(
                        new MembersAsked(in.readNullableText(), in.readNullableText(), in.readNullableText()),
                        in.readSigned(),
                        in.readInt());
            case CommandKind.CLOSE_SESSION -> new CloseSession();
            default -> part(kind, in);
        };
    }

    private static MultiOperation part(int kind, FieldReader in) {
        return switch (kind) {
            case CommandKind.CREATE -> create(in);
            case CommandKind.DELETE -> new Delete(in.readText(), in.readInt());
            case CommandKind.SET_DATA -> new SetData(in.readText(), in.readNullableBytes(), in.readInt());
            case CommandKind.CHECK -> new Check(in.readText(), in.readInt());
            case CommandKind.FAILED -> new Failed(in.readInt());
            default -> throw new CorruptEntryException("unknown kind of operation: " + kind);
        };
    }

    private static Create create(FieldReader in) {
        String path = in.readText();
        byte @Nullable [] data = in.readNullableBytes();
        @Nullable List<AclEntry> acl = in.readNullableList(OperationDecoder::aclEntry);
        CreateKind kind = CreateKinds.of(in.readByte());
        return new Create(path, data, acl, kind, in.readFlag(), in.readSigned(), in.readFlag());
    }

    private static AclEntry aclEntry(FieldReader in) {
        return new AclEntry(in.readInt(), in.readText(), in.readText());
    }
}
