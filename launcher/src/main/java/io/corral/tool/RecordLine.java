package io.corral.tool;

import io.corral.raft.core.HardState;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.log.InspectedRecord;
import java.util.HexFormat;

/** Records of a log as lines for people. What commands mean the engine does not know: their beginning is shown as it is. */
final class RecordLine {
    private static final int PREVIEW_BYTES = 24;

    private RecordLine() {}

    static String of(InspectedRecord record) {
        return String.format("%s %9d %7d  %s", record.file(), record.offset(), record.bytes(), content(record));
    }

    private static String content(InspectedRecord record) {
        String ofGroup = " group " + record.group() + " ";
        return switch (record.kind()) {
            case SEGMENT -> "SEGMENT";
            case BATCH -> "BATCH " + record.index();
            case HARD_STATE -> "HARD_STATE" + ofGroup + of(new HardState(record.term(), record.index()));
            case TRUNCATE -> "TRUNCATE" + ofGroup + "from " + record.index();
            case RESET -> "RESET" + ofGroup + "to a snapshot at " + record.index() + "@" + record.term();
            case CARRY -> "CARRY" + ofGroup + "copies from " + record.index() + " on";
            case NOOP, COMMAND, WITHHELD ->
                record.kind() + ofGroup + record.index() + "@" + record.term() + " " + preview(record.payload());
            case MEMBERSHIP ->
                record.kind() + ofGroup + record.index() + "@" + record.term() + " "
                        + MembershipCodec.decode(record.payload());
            case UNKNOWN -> "UNKNOWN" + ofGroup + preview(record.payload());
        };
    }

    static String of(HardState state) {
        String vote = switch ((int) Math.max(Math.min(state.votedFor(), 1), HardState.LOST)) {
            case 0 -> "no vote";
            case (int) HardState.FRESH -> "recovering: it started from nothing";
            case (int) HardState.LOST -> "recovering: it lost what it had";
            default -> "vote for node " + state.votedFor();
        };
        return "term " + state.term() + ", " + vote;
    }

    private static String preview(byte[] payload) {
        int shown = Math.min(payload.length, PREVIEW_BYTES);
        String hex = HexFormat.of().formatHex(payload, 0, shown);
        return payload.length + " bytes" + (shown == 0 ? "" : " " + hex + (shown < payload.length ? "..." : ""));
    }
}
