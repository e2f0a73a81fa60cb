package io.corral.tree.codec;

import io.corral.tree.acl.Identity;
import io.corral.tree.command.AttachSession;
import io.corral.tree.command.Command;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.DeleteContainer;
import io.corral.tree.command.DropCopy;
import io.corral.tree.command.ExpireSession;
import io.corral.tree.command.FinishReconfig;
import io.corral.tree.command.FoundEnsemble;
import io.corral.tree.command.IdentifyEnsemble;
import io.corral.tree.command.NoOp;
import io.corral.tree.command.PublishConfig;
import io.corral.tree.command.RestoreTree;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.StageCopy;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.SessionPassword;
import java.util.List;

/** Decodes what {@link CommandEncoder} has encoded. */
public final class CommandDecoder {
    private CommandDecoder() {}

    /**
     * Decodes one command that takes up the whole array.
     *
     * @param bytes the encoded command
     * @return the command
     * @throws CorruptEntryException when it is damaged or of an unknown kind
     */
    public static Command decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * Decodes one command from a part of an array. Data is copied out.
     *
     * @param bytes an array that holds the encoded command
     * @param offset where it starts
     * @param length how many bytes it takes
     * @return the command
     * @throws CorruptEntryException when it is damaged or of an unknown kind
     */
    public static Command decode(byte[] bytes, int offset, int length) {
        FieldReader in = new FieldReader(bytes, offset, length);
        Command command = read(in);
        in.expectEnd();
        return command;
    }

    private static Command read(FieldReader in) {
        int kind = in.readByte();
        return switch (kind) {
            case CommandKind.SESSION_WRITE -> sessionWrite(in);
            case CommandKind.CREATE_SESSION ->
                new CreateSession(origin(in), in.readLong(), in.readInt(), SessionPassword.of(in.readBytes()));
            case CommandKind.ATTACH_SESSION -> attachSession(in);
            case CommandKind.EXPIRE_SESSION -> new ExpireSession(in.readLong(), in.readInt());
            case CommandKind.DELETE_CONTAINER -> new DeleteContainer(in.readText(), in.readSigned());
            case CommandKind.PUBLISH_CONFIG -> new PublishConfig(in.readBytes(), in.readSigned());
            case CommandKind.FOUND_ENSEMBLE -> new FoundEnsemble(EnsembleFields.members(in));
            case CommandKind.FINISH_RECONFIG ->
                new FinishReconfig(
                        origin(in), in.readLong(), in.readInt(), in.readUnsigned(), in.readSigned(), in.readInt());
            case CommandKind.IDENTIFY_ENSEMBLE -> new IdentifyEnsemble(in.readLong());
            case CommandKind.RESTORE_TREE -> new RestoreTree(in.readLong(), in.readInt(), in.readUnsigned());
            case CommandKind.STAGE_COPY -> new StageCopy(in.readLong(), in.readInt(), in.readBytes());
            case CommandKind.DROP_COPY -> new DropCopy(in.readLong(), in.readInt());
            case CommandKind.NO_OP -> new NoOp();
            default -> throw new CorruptEntryException("unknown kind of command: " + kind);
        };
    }

    private static SessionWrite sessionWrite(FieldReader in) {
        OriginTag origin = origin(in);
        long sessionId = in.readLong();
        int attachEpoch = in.readInt();
        long sequence = in.readUnsigned();
        boolean fence = in.readFlag();
        List<Identity> identities = in.readList(fields -> new Identity(fields.readText(), fields.readText()));
        return new SessionWrite(origin, sessionId, attachEpoch, sequence, fence, identities, OperationDecoder.read(in));
    }

    private static AttachSession attachSession(FieldReader in) {
        OriginTag origin = origin(in);
        long sessionId = in.readLong();
        int timeoutMillis = in.readInt();
        SessionPassword password = SessionPassword.of(in.readBytes());
        return new AttachSession(origin, sessionId, timeoutMillis, password, in.readInt(), in.readSigned());
    }

    private static OriginTag origin(FieldReader in) {
        return new OriginTag(in.readInt(), in.readInt());
    }
}
