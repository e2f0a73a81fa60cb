package io.corral.admin.api;

import io.corral.server.status.EnsembleStatus;
import io.corral.server.status.MemberReport;
import java.util.List;
import java.util.Optional;

/**
 * The ensemble as {@code /api/ensemble} shows it.
 *
 * @param localId the server that answers
 * @param version its version
 * @param health {@code healthy}, {@code degraded} or {@code unavailable}
 * @param summary the same in a sentence
 * @param leaderId the leader; 0 when none is known
 * @param term the newest term heard of
 * @param members all members by id
 */
public record EnsembleView(
        long localId,
        String version,
        String health,
        String summary,
        long leaderId,
        long term,
        List<MemberView> members) {

    static EnsembleView of(EnsembleStatus ensemble, String version) {
        EnsembleHealth health = EnsembleHealth.of(ensemble);
        Optional<MemberReport> leader = ensemble.leader();
        long term = ensemble.members().stream()
                .flatMap(member -> member.report().stream())
                .mapToLong(report -> report.standing().term())
                .max()
                .orElse(0);
        return new EnsembleView(
                ensemble.localId(),
                version,
                health.word(),
                health.summary(),
                leader.map(MemberReport::id).orElse(0L),
                term,
                ensemble.members().stream().map(MemberView::of).toList());
    }
}
