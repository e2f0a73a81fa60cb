package io.corral.server.assembly;

import io.corral.server.frontend.Frontend;
import io.corral.server.replication.DigestHistory;
import io.corral.server.replication.DigestJury;
import io.corral.server.replication.Leadership;
import io.corral.server.replication.RaftLink;
import io.corral.server.replication.SessionExpiry;
import io.corral.server.replication.WriteGate;
import io.corral.server.status.MemberReport;
import io.corral.server.status.MemberReportCodec;
import io.corral.server.status.MemberReports;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spreads what the Raft node reports to the parts of the server, which come into being after it was first named. */
final class Audience implements RaftLink.Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    /**
     * Those who are told.
     *
     * @param reporting tells the other servers how this one stands, soon
     */
    record Parts(
            Frontend frontend,
            SessionExpiry expiry,
            MemberReports reports,
            LeadershipJournal journal,
            WriteGate gate,
            DigestJury jury,
            Runnable reporting) {}

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private volatile @Nullable Parts parts;

    /** From now on the parts are told. */
    void introduce(Parts those) {
        parts = those;
    }

    /** Completes when the Raft node cannot go on. */
    CompletableFuture<Throwable> failure() {
        return failure;
    }

    @Override
    public void leadershipChanged(Leadership leadership) {
        Parts told = parts;
        if (told != null) {
            told.journal.note(leadership);
            told.frontend.leadershipChanged(leadership);
        }
    }

    @Override
    public void sessionsHeardOf(long[] sessionIds) {
        Parts told = parts;
        if (told != null) {
            told.expiry.sessionsHeardOf(sessionIds);
        }
    }

    @Override
    public void memberReported(byte[] report) {
        Parts told = parts;
        if (told == null) {
            return;
        }
        try {
            MemberReport decoded = MemberReportCodec.decode(report);
            told.reports.record(decoded);
            told.gate.otherDisk(decoded.id(), decoded.standing().writes().disk().isWritable());
        } catch (IllegalArgumentException e) {
            LOG.warn("A member's status report cannot be read; is it of another release? {}", e.getMessage());
        }
    }

    @Override
    public void digestsReported(long from, List<DigestHistory.Taken> digests) {
        Parts told = parts;
        if (told != null) {
            told.jury.heard(from, digests);
        }
    }

    @Override
    public void diskReported() {
        Parts told = parts;
        if (told != null) {
            told.reporting.run();
        }
    }

    @Override
    public void failed(Throwable cause) {
        failure.complete(cause);
    }
}
