package io.corral.admin.api;

import io.corral.server.status.DiskState;
import io.corral.server.status.EnsembleStatus;
import io.corral.server.status.MemberReport;
import io.corral.server.status.MemberStatus;
import io.corral.server.status.ServerMode;
import java.util.Optional;

/**
 * How an ensemble is, in a word and a sentence.
 *
 * @param word {@code healthy}, {@code degraded} or {@code unavailable}
 * @param summary a sentence for an operator
 */
record EnsembleHealth(String word, String summary) {

    static EnsembleHealth of(EnsembleStatus ensemble) {
        int all = ensemble.members().size();
        long serving =
                ensemble.members().stream().filter(EnsembleHealth::serves).count();
        Optional<MemberReport> leader = ensemble.leader();
        if (leader.isEmpty()) {
            return new EnsembleHealth(
                    "unavailable", "No leader is known: an election is going on, or the majority is out of reach.");
        }
        Optional<String> disks = troubleWithDisks(ensemble);
        if (leader.get().standing().writes().refused()) {
            return new EnsembleHealth(
                    "unavailable", "Writes are refused, reads go on. " + disks.orElse("Too few disks take writes."));
        }
        if (leader.get().standing().mode() == ServerMode.STANDALONE) {
            return serving == 1
                    ? new EnsembleHealth("healthy", "One standalone server, serving.")
                    : new EnsembleHealth("unavailable", "The standalone server is not serving yet.");
        }
        if (disks.isPresent()) {
            return new EnsembleHealth("degraded", disks.get());
        }
        int majority = leader.get().standing().votersCount() / 2 + 1;
        long spare = serving - majority;
        if (serving == all) {
            return new EnsembleHealth("healthy", "All " + all + " servers are serving. " + tolerance(spare));
        }
        return new EnsembleHealth("degraded", serving + " of " + all + " servers are serving. " + tolerance(spare));
    }

    private static Optional<String> troubleWithDisks(EnsembleStatus ensemble) {
        return ensemble.members().stream()
                .filter(MemberStatus::reachable)
                .flatMap(member -> member.report().stream())
                .filter(report -> !report.standing().writes().disk().isWritable())
                .map(EnsembleHealth::troubleWithDisk)
                .reduce((one, other) -> one + " " + other);
    }

    private static String troubleWithDisk(MemberReport report) {
        DiskState disk = report.standing().writes().disk();
        return "The disk of server " + report.id() + " is " + disk.word() + ". " + disk.remedy();
    }

    private static boolean serves(MemberStatus member) {
        return member.reachable()
                && member.report().map(report -> report.standing().serving()).orElse(false);
    }

    private static String tolerance(long spare) {
        if (spare <= 0) {
            return "One more failure would stop writes.";
        }
        return spare == 1 ? "One of them may fail." : spare + " of them may fail.";
    }
}
