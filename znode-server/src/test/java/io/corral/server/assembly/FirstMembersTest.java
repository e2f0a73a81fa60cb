package io.corral.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.server.config.MemberChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The members with which a log begins")
class FirstMembersTest {
    private final Membership configured = Membership.ofVoters(Set.of(1L, 2L, 3L));

    @TempDir
    private Path directory;

    private MemberChanges changes;

    @BeforeEach
    void aVersionedDynamicFile() {
        changes = new MemberChanges(
                true, false, directory.resolve("zoo.cfg"), Optional.of(directory.resolve("zoo.cfg.dynamic.1f")));
    }

    @Test
    @DisplayName("are nobody where there is no data and the members have been changed before")
    void comesLater() throws IOException {
        Path log = Files.createDirectory(directory.resolve("log"));
        assertThat(FirstMembers.of(changes, log, configured)).isEqualTo(Membership.NONE);
        Files.createFile(log.resolve("data"));
        assertThat(FirstMembers.of(changes, log, configured)).isEqualTo(Membership.NONE);
    }

    @Test
    @DisplayName("are nobody as well after a crash while that was written down")
    void crashedWhileWriting() throws IOException {
        Path log = Files.createDirectory(directory.resolve("log"));
        Files.writeString(log.resolve("first-members.building"), "");
        assertThat(FirstMembers.of(changes, log, configured)).isEqualTo(Membership.NONE);
    }

    @Test
    @DisplayName("are those configured where there is data of before")
    void upgraded() throws IOException {
        Path log = Files.createDirectory(directory.resolve("log"));
        Files.createFile(log.resolve("data"));
        assertThat(FirstMembers.of(changes, log, configured)).isEqualTo(configured);
    }
}
