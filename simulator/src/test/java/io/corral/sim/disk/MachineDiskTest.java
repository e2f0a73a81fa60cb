package io.corral.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.log.LogDirectory;
import io.corral.raft.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the power of a simulated disk fails")
class MachineDiskTest {

    private static final int SECTOR = 512;
    private static final DiskFaults NONE = (step, file) -> {};

    private final MachineDisk disk = new MachineDisk();
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    @DisplayName("what was forced stays, and what was not may go")
    void forced() throws IOException {
        LogDirectory directory = disk.log(NONE);
        LogFile file = directory.create("a", 2 * SECTOR);
        directory.force();
        file.write(filled(1, 10), 0);
        file.force();
        file.write(filled(2, 10), 100);
        assertThat(bytes(directory.open("a"), 100)).containsOnly(2);

        disk.losePower(new PowerLoss(random, 0, 0));
        assertThat(bytes(directory.open("a"), 0)).containsOnly(1);
        assertThat(bytes(directory.open("a"), 100)).containsOnly(0);
    }

    @Test
    @DisplayName("a sector is there or not, as a whole")
    void torn() throws IOException {
        boolean torn = false;
        for (int attempt = 0; attempt < 50; attempt++) {
            LogDirectory directory = new MachineDisk().log(NONE);
            FileContent content = new FileContent(2 * SECTOR);
            content.write(0, filled(1, 2 * SECTOR).array());
            content.losePower(new PowerLoss(random, 0.5, 0));
            byte[] found = content.read(0, 2 * SECTOR);
            for (int sector = 0; sector < 2; sector++) {
                byte[] bytes = Arrays.copyOfRange(found, sector * SECTOR, (sector + 1) * SECTOR);
                assertThat(bytes).containsOnly(bytes[0]);
            }
            torn |= found[0] != found[SECTOR];
            assertThat(directory.list()).isEmpty();
        }
        assertThat(torn).isTrue();
    }

    @Test
    @DisplayName("a bit flips only where something was being written")
    void flipped() {
        FileContent content = new FileContent(2 * SECTOR);
        content.write(0, filled(1, 100).array());
        content.force();
        content.write(100, filled(2, 50).array());
        content.losePower(new PowerLoss(random, 1, 1));
        assertThat(content.read(0, 100)).containsOnly(1);
        assertThat(content.read(150, 2 * SECTOR)).containsOnly(0);
        assertThat(content.read(100, 150)).isNotEqualTo(filled(2, 50).array());
    }

    @Test
    @DisplayName("names go back to what they were when the directory was forced, or some way from there")
    void names() throws IOException {
        LogDirectory directory = disk.log(NONE);
        LogFile file = directory.create("a", SECTOR);
        directory.force();
        directory.rename(file, "b");
        directory.create("c", SECTOR);
        assertThat(directory.list()).containsExactlyInAnyOrder("b", "c");
        disk.losePower(new PowerLoss(random, 0, 0));
        assertThat(directory.list().size()).isBetween(1, 2);
        assertThat(directory.list()).containsAnyOf("a", "b");
    }

    private static ByteBuffer filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] bytes(LogFile file, long position) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(10);
        file.read(target, position);
        return target.array();
    }
}
