package io.corral.server.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures something again and again for each first step of the paths it is about, as ZooKeeper's metrics per namespace do. One thread
 * records, any thread reads and restarts; recording neither locks nor, once a name is known, allocates.
 *
 * <p>Clients choose the names. So only so many are kept, the ones met least recently make room for new ones, and long names are not
 * kept at all.
 */
public final class NamespaceMeter {
    /** How many names are kept, and shown. */
    public static final int NAMES_MAX = 1_000;

    /** How long a name may be, in UTF-16 units, to be kept. */
    public static final int NAME_LENGTH_MAX = 255;

    private final int namesMax;
    private final @Nullable Cell[] slots;
    private final List<Cell> cells = new CopyOnWriteArrayList<>();
    private long records;
    private volatile boolean restarting;

    /** Nothing is measured yet. */
    public NamespaceMeter() {
        this(NAMES_MAX);
    }

    NamespaceMeter(int namesMax) {
        this.namesMax = namesMax;
        this.slots = new Cell[Integer.highestOneBit(namesMax) * 2];
    }

    /** Counts an amount for the first step of an absolute path; the root has none. By the one thread that records. */
    public void record(String path, long amount) {
        int end = 1;
        int hash = 0;
        for (; end < path.length() && path.charAt(end) != '/'; end++) {
            hash = 31 * hash + path.charAt(end);
        }
        int length = end - 1;
        if (length == 0 || length > NAME_LENGTH_MAX) {
            return;
        }
        if (restarting) {
            cells.clear();
            Arrays.fill(slots, null);
            restarting = false;
        }
        Cell cell = find(path, length, hash);
        if (cell == null) {
            cell = add(path.substring(1, end), hash);
        }
        cell.record(amount, ++records);
    }

    private @Nullable Cell find(String path, int length, int hash) {
        Cell cell = slots[hash & slots.length - 1];
        while (cell != null && !(cell.name.length() == length && path.startsWith(cell.name, 1))) {
            cell = cell.next;
        }
        return cell;
    }

    private Cell add(String name, int hash) {
        if (cells.size() >= namesMax) {
            makeRoom();
        }
        Cell cell = new Cell(name, hash);
        insert(cell);
        cells.add(cell);
        return cell;
    }

    private void insert(Cell cell) {
        int slot = cell.hash & slots.length - 1;
        cell.next = slots[slot];
        slots[slot] = cell;
    }

    /** The half of the names that was not met for the longest time goes, so that this happens seldom. */
    private void makeRoom() {
        List<Cell> oldestFirst = new ArrayList<>(cells);
        oldestFirst.sort(Comparator.comparingLong(cell -> cell.lastRecord));
        long newestToGo = oldestFirst.get((oldestFirst.size() - 1) / 2).lastRecord;
        cells.removeIf(cell -> cell.lastRecord <= newestToGo);
        Arrays.fill(slots, null);
        cells.forEach(this::insert);
    }

    /** Starts anew. Any thread. */
    public void restart() {
        restarting = true;
    }

    /** What was measured, by name. Any thread; what is recorded meanwhile may be in a sum and not yet in its count. */
    public Map<String, Amounts> amounts() {
        return together(Stream.of(this));
    }

    /** What several meters measured together; of too many names, those with the largest counts. Any thread. */
    public static Map<String, Amounts> together(Stream<NamespaceMeter> meters) {
        Map<String, Amounts> all = new HashMap<>();
        meters.filter(meter -> !meter.restarting)
                .flatMap(meter -> meter.cells.stream())
                .forEach(cell -> all.merge(cell.name, cell.amounts(), Amounts::plus));
        all.values().removeIf(amounts -> amounts.count() == 0);
        if (all.size() <= NAMES_MAX) {
            return all;
        }
        return all.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Amounts> entry) ->
                                entry.getValue().count())
                        .reversed())
                .limit(NAMES_MAX)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What was measured under one name. One writer, so nothing is ever lost between reading and setting. */
    private static final class Cell {
        private final String name;
        private final int hash;
        private final AtomicLong count = new AtomicLong();
        private final AtomicLong sum = new AtomicLong();
        private final AtomicLong min = new AtomicLong(Long.MAX_VALUE);
        private final AtomicLong max = new AtomicLong(Long.MIN_VALUE);
        private @Nullable Cell next;
        private long lastRecord;

        Cell(String name, int hash) {
            this.name = name;
            this.hash = hash;
        }

        void record(long amount, long number) {
            lastRecord = number;
            sum.lazySet(sum.getPlain() + amount);
            if (amount < min.getPlain()) {
                min.lazySet(amount);
            }
            if (amount > max.getPlain()) {
                max.lazySet(amount);
            }
            // Last, so that whoever sees the count sees the rest.
            count.lazySet(count.getPlain() + 1);
        }

        Amounts amounts() {
            long seen = count.get();
            return seen == 0 ? Amounts.NONE : new Amounts(seen, sum.get(), min.get(), max.get());
        }
    }
}
