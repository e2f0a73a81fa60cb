package io.corral.raft.snapshot;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * The file beside a snapshot that says what it is, as lines an operator can read:
 *
 * <pre>
 * corral-snapshot 3
 * index 1200
 * term 3
 * voters 1 2 3
 * learners
 * outgoing
 * witnesses
 * promotable
 * incarnations
 * length 52428800
 * checksum 2868123455
 * crc 17a3f201
 * </pre>
 *
 * <p>{@code checksum} is the CRC-32C of the snapshot, {@code crc} that of the lines above it.
 */
final class Manifest {
    private static final String FORMAT = "corral-snapshot 3";
    private static final int LINES = 12;

    private Manifest() {}

    static byte[] encode(SnapshotMeta meta) {
        Membership membership = meta.membership();
        String lines = String.join(
                "\n",
                FORMAT,
                "index " + meta.index(),
                "term " + meta.term(),
                "voters" + ids(membership.voters()),
                "learners" + ids(membership.learners()),
                "outgoing" + ids(membership.outgoingVoters()),
                "witnesses" + ids(membership.witnesses()),
                "promotable" + ids(membership.promotable()),
                "incarnations" + pairs(membership.incarnations()),
                "length " + meta.lengthBytes(),
                "checksum " + meta.checksum(),
                "");
        return (lines + "crc " + Integer.toHexString(crc(lines)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static SnapshotMeta decode(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        int crcAt = text.lastIndexOf("crc ");
        if (lines.size() != LINES || !lines.get(0).equals(FORMAT) || crcAt < 0) {
            throw new IOException("not a snapshot manifest of format 3");
        }
        if (!lines.get(LINES - 1).equals("crc " + Integer.toHexString(crc(text.substring(0, crcAt))))) {
            throw new IOException("the manifest does not match its checksum");
        }
        return new SnapshotMeta(
                number(lines.get(1), "index"),
                number(lines.get(2), "term"),
                membership(lines.subList(3, 9)),
                number(lines.get(9), "length"),
                number(lines.get(10), "checksum"));
    }

    private static Membership membership(List<String> lines) throws IOException {
        try {
            return new Membership(
                    nodes(lines.get(0), "voters"),
                    nodes(lines.get(1), "learners"),
                    nodes(lines.get(2), "outgoing"),
                    nodes(lines.get(3), "witnesses"),
                    nodes(lines.get(4), "promotable"),
                    incarnations(lines.get(5)));
        } catch (IllegalArgumentException contradictory) {
            throw new IOException("the manifest's membership contradicts itself", contradictory);
        }
    }

    private static String ids(Collection<Long> nodes) {
        return nodes.stream().map(id -> " " + id).collect(Collectors.joining());
    }

    private static String pairs(Map<Long, Long> incarnations) {
        StringBuilder pairs = new StringBuilder();
        incarnations.forEach((node, incarnation) ->
                pairs.append(' ').append(node).append(':').append(incarnation));
        return pairs.toString();
    }

    private static Map<Long, Long> incarnations(String line) throws IOException {
        Map<Long, Long> incarnations = new TreeMap<>();
        String value = value(line, "incarnations");
        try {
            for (String pair : value.isEmpty() ? new String[0] : value.split(" ")) {
                int colon = pair.indexOf(':');
                incarnations.put(Long.valueOf(pair.substring(0, colon)), Long.valueOf(pair.substring(colon + 1)));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException wrong) {
            throw new IOException("the manifest has a bad line: " + line, wrong);
        }
        return incarnations;
    }

    private static int crc(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static long number(String line, String key) throws IOException {
        try {
            return Long.parseLong(value(line, key));
        } catch (NumberFormatException wrong) {
            throw new IOException("the manifest has a bad line: " + line, wrong);
        }
    }

    private static Set<Long> nodes(String line, String key) throws IOException {
        String value = value(line, key);
        if (value.isEmpty()) {
            return Set.of();
        }
        try {
            return Arrays.stream(value.split(" ")).map(Long::valueOf).collect(Collectors.toCollection(TreeSet::new));
        } catch (NumberFormatException wrong) {
            throw new IOException("the manifest has a bad line: " + line, wrong);
        }
    }

    private static String value(String line, String key) throws IOException {
        if (!line.equals(key) && !line.startsWith(key + " ")) {
            throw new IOException("the manifest lacks " + key);
        }
        return line.substring(key.length()).strip();
    }
}
