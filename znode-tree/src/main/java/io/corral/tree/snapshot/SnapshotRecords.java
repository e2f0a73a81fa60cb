package io.corral.tree.snapshot;

import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.codec.EnsembleFields;
import io.corral.tree.codec.FieldReader;
import io.corral.tree.codec.FieldWriter;
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

    /** acl | czxid, ctime, mzxid, mtime, pzxid | owner | version, create count, aversion | data. */
    static byte[] ofNode(Znode node, int aclId) {
        FieldWriter out = new FieldWriter(USUAL_STAT_BYTES + node.dataLength());
        out.writeUnsigned(aclId);
        out.writeUnsigned(node.czxid());
        out.writeSigned(node.ctime());
        out.writeUnsigned(node.mzxid());
        out.writeSigned(node.mtime());
        out.writeUnsigned(node.pzxid());
        out.writeLong(node.owner());
        out.writeSigned(node.version());
        out.writeSigned(node.createCount());
        out.writeSigned(node.aversion());
        out.writeNullableBytes(node.data());
        return out.toBytes();
    }

    static int aclIdOf(byte[] node) {
        return new FieldReader(node, 0, node.length).readUnsignedInt();
    }

    static ZnodeBuilder node(byte[] bytes, AclList acl) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        in.readUnsignedInt();
        ZnodeBuilder node = new ZnodeBuilder()
                .acl(acl)
                .created(in.readUnsigned(), in.readSigned())
                .modified(in.readUnsigned(), in.readSigned())
                .pzxid(in.readUnsigned())
                .owner(in.readLong())
                .version(in.readInt())
                .createCount(in.readInt())
                .aversion(in.readInt())
                .data(in.readNullableBytes());
        in.expectEnd();
        return node;
    }

    /** Entries as permissions, scheme, id. */
    static byte[] ofAcl(AclList acl) {
        FieldWriter out = new FieldWriter(USUAL_STAT_BYTES);
        out.writeList(acl.entries(), (fields, entry) -> {
            fields.writeSigned(entry.permissions());
            fields.writeText(entry.scheme());
            fields.writeText(entry.id());
        });
        return out.toBytes();
    }

    static AclList acl(byte[] bytes) {
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        AclList acl =
                AclList.of(in.readList(fields -> new AclEntry(fields.readInt(), fields.readText(), fields.readText())));
        in.expectEnd();
        return acl;
    }

    /** members | version | of a proposal, if there is one: id, members, origin's server and loop, session, epoch, sequence. */
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
        in.expectEnd();
        return new EnsembleState(inForce, proposals.stream().findFirst());
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
