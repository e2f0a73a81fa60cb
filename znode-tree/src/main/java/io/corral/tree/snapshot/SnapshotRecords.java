package io.corral.tree.snapshot;

import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.tree.codec.EnsembleFields;
import io.corral.tree.codec.FieldReader;
import io.corral.tree.codec.FieldWriter;
import io.corral.tree.codec.ZnodeFields;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.ReconfigProposal;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import java.util.List;
import kotlinx.collections.immutable.ExtensionsKt;

/** The values in a snapshot file, field by field as {@link FieldWriter} writes them. */
final class SnapshotRecords {
    private static final int USUAL_STAT_BYTES = 64;

    private SnapshotRecords() {}

    static byte[] ofNode(Znode node, int aclId) {
        FieldWriter out = new FieldWriter(USUAL_STAT_BYTES + node.dataLength());
        ZnodeFields.write(out, node, aclId);
        return out.toBytes();
    }

    static int aclIdOf(byte[] node) {
        return new FieldReader(node, 0, node.length).readUnsignedInt();
    }

    static ZnodeBuilder node(byte[] bytes, AclList acl) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        ZnodeBuilder node = ZnodeFields.node(in, id -> acl);
        in.expectEnd();
        return node;
    }

    static byte[] ofAcl(AclList acl) {
        FieldWriter out = new FieldWriter(USUAL_STAT_BYTES);
        ZnodeFields.write(out, acl);
        return out.toBytes();
    }

    static AclList acl(byte[] bytes) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        AclList acl = ZnodeFields.acl(in);
        in.expectEnd();
        return acl;
    }

    /**
     * members | version | of a proposal, if there is one: id, members, origin's server and loop, session, epoch, sequence | the
     * identity, if there is one.
     */
    static byte[] ofEnsemble(EnsembleState ensemble) {
        FieldWriter out = new FieldWriter(USUAL_STAT_BYTES);
        EnsembleFields.write(out, ensemble.inForce().members());
        out.writeSigned(ensemble.inForce().version());
        out.writeList(ensemble.proposal().stream().toList(), (fields, proposal) -> {
            fields.writeSigned(proposal.id());
            EnsembleFields.write(fields, proposal.members());
            fields.writeSigned(proposal.origin().serverId());
            fields.writeSigned(proposal.origin().loop());
            fields.writeLong(proposal.sessionId());
            fields.writeSigned(proposal.attachEpoch());
            fields.writeUnsigned(proposal.sequence());
        });
        if (ensemble.identity() != EnsembleState.NO_IDENTITY) {
            out.writeLong(ensemble.identity());
        }
        return out.toBytes();
    }

    static EnsembleState ensemble(byte[] bytes) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        Ensemble inForce = new Ensemble(EnsembleFields.members(in), in.readSigned());
        List<ReconfigProposal> proposals = in.readList(fields -> new ReconfigProposal(
                fields.readSigned(),
                EnsembleFields.members(fields),
                new OriginTag(fields.readInt(), fields.readInt()),
                fields.readLong(),
                fields.readInt(),
                fields.readUnsigned()));
        long identity = in.hasMore() ? in.readLong() : EnsembleState.NO_IDENTITY;
        in.expectEnd();
        return new EnsembleState(inForce, proposals.stream().findFirst(), identity);
    }

    /** id | timeout | password | owner's server and loop | epoch | last sequence; ephemerals are known from the nodes. */
    static byte[] ofSession(Session session) {
        FieldWriter out = new FieldWriter(USUAL_STAT_BYTES);
        out.writeLong(session.id());
        out.writeSigned(session.timeoutMillis());
        out.writeBytes(session.password().bytes());
        out.writeSigned(session.owner().serverId());
        out.writeSigned(session.owner().loop());
        out.writeSigned(session.attachEpoch());
        out.writeUnsigned(session.lastSequence());
        return out.toBytes();
    }

    static Session session(byte[] bytes) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        Session session = new Session(
                in.readLong(),
                in.readInt(),
                SessionPassword.of(in.readBytes()),
                new OriginTag(in.readInt(), in.readInt()),
                in.readInt(),
                in.readUnsigned(),
                ExtensionsKt.<String>persistentHashSetOf());
        in.expectEnd();
        return session;
    }
}
