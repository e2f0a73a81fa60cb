package io.corral.server.status;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * {@link MemberReport} to bytes and back. All numbers big-endian:
 *
 * <pre>
 *  version 1 | id 8 | mode 1 | serving 1 | term 8 | leaderId 8 | voters 4 | roleAgeMillis 8
 *  commitIndex 8 | appliedIndex 8 | zxid 8 | lagEntries 8 | lagMillis 8
 *  sessions 4 | connections 4 | outstanding 4 | packetsReceived 8 | uptimeMillis 8
 *  adminUrlLength 2 | adminUrl (UTF-8)
 *  disk 1 | writesRefused 1 | whatever later versions append
 * </pre>
 *
 * A reader ignores bytes after the last field it knows, so fields may be appended without a new version.
 */
public final class MemberReportCodec {

    private static final byte VERSION = 1;
    private static final int WRITES_BYTES = 2;
    private static final int FIXED_BYTES = 1 + 8 + 1 + 1 + 8 + 8 + 4 + 8 + 5 * 8 + 3 * 4 + 2 * 8 + 2 + WRITES_BYTES;
    private static final int MAX_URL_BYTES = 1024;

    /** The number of a mode on the wire is its position here: append only. */
    private static final ServerMode[] MODES = {
        ServerMode.LOOKING,
        ServerMode.LEADER,
        ServerMode.FOLLOWER,
        ServerMode.OBSERVER,
        ServerMode.STANDALONE,
        ServerMode.READ_ONLY
    };

    /** As with modes. */
    private static final DiskState[] DISK_STATES = {DiskState.WRITABLE, DiskState.FULL, DiskState.READ_ONLY};

    private MemberReportCodec() {}

    /**
     * The bytes of a report.
     *
     * @throws IllegalArgumentException if the console address is longer than 1024 bytes
     */
    public static byte[] encode(MemberReport report) {
        byte[] url = report.adminUrl().getBytes(StandardCharsets.UTF_8);
        if (url.length > MAX_URL_BYTES) {
            throw new IllegalArgumentException(
                    "console address of " + url.length + " bytes; " + MAX_URL_BYTES + " at most");
        }
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + url.length);
        out.put(VERSION).putLong(report.id());
        putStanding(out, report.standing());
        putProgress(out, report.progress());
        putLoad(out, report.load());
        out.putShort((short) url.length).put(url);
        putWrites(out, report.standing().writes());
        return out.array();
    }

    /**
     * The report in some bytes that came from another member.
     *
     * @throws IllegalArgumentException if they are not a report this version can read
     */
    public static MemberReport decode(byte[] bytes) {
        if (bytes.length < FIXED_BYTES) {
            throw new IllegalArgumentException("member report of " + bytes.length + " bytes; at least " + FIXED_BYTES);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "member report of version " + version + "; " + VERSION + " is understood");
        }
        long id = in.getLong();
        Standing role = role(in);
        MemberReport.Progress progress = progress(in);
        MemberReport.Load load = load(in);
        int urlLength = in.getShort();
        if (urlLength < 0 || urlLength > MAX_URL_BYTES || urlLength + WRITES_BYTES > in.remaining()) {
            throw new IllegalArgumentException("member report with a console address of " + urlLength + " bytes");
        }
        byte[] url = new byte[urlLength];
        in.get(url);
        Standing standing = role.with(writes(in));
        return new MemberReport(id, new String(url, StandardCharsets.UTF_8), standing, progress, load);
    }

    private static void putStanding(ByteBuffer out, Standing standing) {
        out.put(code(MODES, standing.mode())).put((byte) (standing.serving() ? 1 : 0));
        out.putLong(standing.term()).putLong(standing.leaderId());
        out.putInt(standing.votersCount()).putLong(standing.roleAgeMillis());
    }

    private static Standing role(ByteBuffer in) {
        return new Standing(mode(in.get()), in.get() != 0, in.getLong(), in.getLong(), in.getInt(), in.getLong());
    }

    private static void putProgress(ByteBuffer out, MemberReport.Progress progress) {
        out.putLong(progress.commitIndex()).putLong(progress.appliedIndex()).putLong(progress.zxid());
        out.putLong(progress.lag().entries()).putLong(progress.lag().millis());
    }

    private static MemberReport.Progress progress(ByteBuffer in) {
        return new MemberReport.Progress(in.getLong(), in.getLong(), in.getLong(), new Lag(in.getLong(), in.getLong()));
    }

    private static void putLoad(ByteBuffer out, MemberReport.Load load) {
        out.putInt(load.sessions()).putInt(load.connections()).putInt(load.outstanding());
        out.putLong(load.packetsReceived()).putLong(load.uptimeMillis());
    }

    private static MemberReport.Load load(ByteBuffer in) {
        return new MemberReport.Load(in.getInt(), in.getInt(), in.getInt(), in.getLong(), in.getLong());
    }

    private static void putWrites(ByteBuffer out, WriteStanding writes) {
        out.put(code(DISK_STATES, writes.disk())).put((byte) (writes.refused() ? 1 : 0));
    }

    private static WriteStanding writes(ByteBuffer in) {
        byte disk = in.get();
        if (disk < 0 || disk >= DISK_STATES.length) {
            throw new IllegalArgumentException("member report with unknown state " + disk + " of a disk");
        }
        return new WriteStanding(DISK_STATES[disk], in.get() != 0);
    }

    private static byte code(Enum<?>[] numbered, Enum<?> constant) {
        for (byte code = 0; code < numbered.length; code++) {
            if (numbered[code] == constant) {
                return code;
            }
        }
        throw new IllegalArgumentException("without a number: " + constant);
    }

    private static ServerMode mode(byte code) {
        if (code < 0 || code >= MODES.length) {
            throw new IllegalArgumentException("member report with unknown mode " + code);
        }
        return MODES[code];
    }
}
