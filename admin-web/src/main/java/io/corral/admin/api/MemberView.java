package io.corral.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.corral.server.status.MemberReport;
import io.corral.server.status.MemberStatus;
import io.corral.server.status.Standing;
import org.jspecify.annotations.Nullable;

/**
 * One member as {@code /api/ensemble} shows it.
 *
 * @param id the member
 * @param host its host as configured
 * @param reachable whether its last report is recent
 * @param ageMillis age of that report; -1 without one
 * @param report what it last said; absent when it was never heard
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberView(
        long id,
        String host,
        boolean reachable,
        long ageMillis,
        @Nullable ReportView report) {

    static MemberView of(MemberStatus member) {
        return new MemberView(
                member.id(),
                member.host(),
                member.reachable(),
                member.ageMillis(),
                member.report().map(ReportView::of).orElse(null));
    }

    /**
     * What a member last said of itself.
     *
     * @param adminUrl its console
     * @param standing its role
     * @param progress how far it has come
     * @param load how much it has to do
     */
    public record ReportView(String adminUrl, StandingView standing, ProgressView progress, MemberReport.Load load) {

        static ReportView of(MemberReport report) {
            return new ReportView(
                    report.adminUrl(),
                    StandingView.of(report.standing()),
                    ProgressView.of(report.progress()),
                    report.load());
        }
    }

    /**
     * A role.
     *
     * @param role leader, follower, observer, standalone, read-only or looking
     * @param serving whether clients are served
     * @param term newest term seen
     * @param leaderId leader of that term; 0 when unknown
     * @param roleAgeMillis how long it has been in the role
     * @param disk writable, full or read-only
     * @param writesRefused whether clients are refused writes because too few disks take them
     */
    public record StandingView(
            String role,
            boolean serving,
            long term,
            long leaderId,
            long roleAgeMillis,
            String disk,
            boolean writesRefused) {

        static StandingView of(Standing standing) {
            return new StandingView(
                    standing.mode().word(),
                    standing.serving(),
                    standing.term(),
                    standing.leaderId(),
                    standing.roleAgeMillis(),
                    standing.writes().disk().word(),
                    standing.writes().refused());
        }
    }

    /**
     * How far a member has come.
     *
     * @param commitIndex newest committed entry it knows of
     * @param appliedIndex newest entry it executed
     * @param zxid last transaction, hexadecimal: a number of 64 bits does not fit JavaScript's
     * @param lagEntries entries behind the leader
     * @param lagMillis milliseconds behind the leader
     */
    public record ProgressView(long commitIndex, long appliedIndex, String zxid, long lagEntries, long lagMillis) {

        static ProgressView of(MemberReport.Progress progress) {
            return new ProgressView(
                    progress.commitIndex(),
                    progress.appliedIndex(),
                    "0x" + Long.toHexString(progress.zxid()),
                    progress.lag().entries(),
                    progress.lag().millis());
        }
    }
}
