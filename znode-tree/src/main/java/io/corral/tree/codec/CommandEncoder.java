package io.corral.tree.codec;

import io.corral.tree.command.AttachSession;
import io.corral.tree.command.Command;
import io.corral.tree.command.CommandVisitor;
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

/**
 * Encodes commands. A server encodes a command once; the bytes travel to the leader and into the log as they are.
 *
 * <p>Layout: kind (1 byte), then the fields in the order of the record, as {@link FieldWriter} writes them.
 */
public final class CommandEncoder {
    private static final int USUAL_BYTES = 128;

    private CommandEncoder() {}

    /**
     * Encodes one command.
     *
     * @param command the command
     * @return its bytes, without length
     */
    public static byte[] encode(Command command) {
        FieldWriter out = new FieldWriter(USUAL_BYTES);
        command.accept(new FieldsOfCommand(out));
        return out.toBytes();
    }

    /** Writes the fields of each kind of command. */
    private record FieldsOfCommand(FieldWriter out) implements CommandVisitor<FieldWriter> {
        @Override
        public FieldWriter visit(SessionWrite command) {
            out.writeByte(CommandKind.SESSION_WRITE);
            origin(command.origin());
            out.writeLong(command.sessionId());
            out.writeSigned(command.attachEpoch());
            out.writeUnsigned(command.sequence());
            out.writeFlag(command.fence());
            out.writeList(command.identities(), (fields, identity) -> {
                fields.writeText(identity.scheme());
                fields.writeText(identity.id());
            });
            return command.operation().accept(new OperationEncoder(out));
        }

        @Override
        public FieldWriter visit(CreateSession command) {
            out.writeByte(CommandKind.CREATE_SESSION);
            origin(command.origin());
            out.writeLong(command.sessionId());
            out.writeSigned(command.timeoutMillis());
            out.writeBytes(command.password().bytes());
            return out;
        }

        @Override
        public FieldWriter visit(AttachSession command) {
            out.writeByte(CommandKind.ATTACH_SESSION);
            origin(command.origin());
            out.writeLong(command.sessionId());
            out.writeSigned(command.timeoutMillis());
            out.writeBytes(command.password().bytes());
            out.writeSigned(command.expectedEpoch());
            out.writeSigned(command.requestId());
            return out;
        }

        @Override
        public FieldWriter visit(ExpireSession command) {
            out.writeByte(CommandKind.EXPIRE_SESSION);
            out.writeLong(command.sessionId());
            out.writeSigned(command.epochSeen());
            return out;
        }

        @Override
        public FieldWriter visit(DeleteContainer command) {
            out.writeByte(CommandKind.DELETE_CONTAINER);
            out.writeText(command.path());
            out.writeSigned(command.mzxidSeen());
            return out;
        }

        @Override
        public FieldWriter visit(PublishConfig command) {
            out.writeByte(CommandKind.PUBLISH_CONFIG);
            out.writeBytes(command.content());
            out.writeSigned(command.configVersion());
            return out;
        }

        @Override
        public FieldWriter visit(FoundEnsemble command) {
            out.writeByte(CommandKind.FOUND_ENSEMBLE);
            EnsembleFields.write(out, command.members());
            return out;
        }

        @Override
        public FieldWriter visit(FinishReconfig command) {
            out.writeByte(CommandKind.FINISH_RECONFIG);
            origin(command.origin());
            out.writeLong(command.sessionId());
            out.writeSigned(command.attachEpoch());
            out.writeUnsigned(command.sequence());
            out.writeSigned(command.proposal());
            out.writeSigned(command.error());
            return out;
        }

        @Override
        public FieldWriter visit(IdentifyEnsemble command) {
            out.writeByte(CommandKind.IDENTIFY_ENSEMBLE);
            out.writeLong(command.identity());
            return out;
        }

        @Override
        public FieldWriter visit(RestoreTree command) {
            out.writeByte(CommandKind.RESTORE_TREE);
            out.writeLong(command.number());
            out.writeSigned(command.pieces());
            out.writeUnsigned(command.zxid());
            return out;
        }

        @Override
        public FieldWriter visit(StageCopy command) {
            out.writeByte(CommandKind.STAGE_COPY);
            out.writeLong(command.number());
            out.writeSigned(command.ordinal());
            out.writeBytes(command.piece());
            return out;
        }

        @Override
        public FieldWriter visit(DropCopy command) {
            out.writeByte(CommandKind.DROP_COPY);
            out.writeLong(command.number());
            out.writeSigned(command.piecesSeen());
            return out;
        }

        @Override
        public FieldWriter visit(NoOp command) {
            out.writeByte(CommandKind.NO_OP);
            return out;
        }

        private void origin(OriginTag origin) {
            out.writeSigned(origin.serverId());
            out.writeSigned(origin.loop());
        }
    }
}
