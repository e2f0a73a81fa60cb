package io.corral.sim.disk;

import io.corral.raft.log.CorruptLogException;
import io.corral.raft.log.FilePreparation;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A file of the log that is not what it was: a bit has changed, its end is missing, or it is gone. Only what proves to be damage is
 * done, which is tried out on a copy: what hits the end of the log cannot be told from a torn write, and is not promised to be noticed.
 */
final class LogDamage {
    private static final int ATTEMPTS = 8;

    private final NameJournal<FileContent> files;
    private final RandomGenerator random;
    private final SegmentedLogSettings settings;

    LogDamage(NameJournal<FileContent> files, RandomGenerator random, SegmentedLogSettings settings) {
        this.files = files;
        this.random = random;
        this.settings = settings;
    }

    /** Whether it has happened: not everything that was tried would go unnoticed. */
    boolean happens() {
        List<String> names = List.copyOf(files.names().keySet());
        for (int i = 0; i < ATTEMPTS && !names.isEmpty(); i++) {
            String name = names.get(random.nextInt(names.size()));
            int size = files.get(name).size();
            Blow blow = size == 0 ? journal -> journal.remove(name) : someBlow(name, size);
            NameJournal<FileContent> copy = new NameJournal<>();
            files.names().forEach((each, file) -> copy.put(each, file.copy()));
            blow.to(copy);
            if (isNoticed(copy)) {
                blow.to(files);
                files.force();
                return true;
            }
        }
        return false;
    }

    private Blow someBlow(String name, int size) {
        int position = random.nextInt(size);
        int bit = random.nextInt(Byte.SIZE);
        return switch (random.nextInt(4)) {
            case 0 -> journal -> journal.remove(name);
            case 1 -> journal -> journal.get(name).truncate(position);
            default -> journal -> journal.get(name).flipDurableBit(position, bit);
        };
    }

    private boolean isNoticed(NameJournal<FileContent> damaged) {
        try {
            SegmentedLog.open(
                            new SimulatedLogDirectory(damaged, (step, file) -> {}),
                            settings,
                            FilePreparation.onDemand())
                    .close();
            return false;
        } catch (CorruptLogException noticed) {
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private interface Blow {
        void to(NameJournal<FileContent> files);
    }
}
