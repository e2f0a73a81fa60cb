package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.MemberRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The dynamic files")
class DynamicFilesTest {
    private static final String LETTERS = "UTF-8";
    private static final EnsembleMember ONE = member(1);
    private static final EnsembleMember TWO = member(2);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void aConfigurationFile() throws IOException {
        file = Files.writeString(directory.resolve("zoo.cfg"), "tickTime=2000\nserver.1=h1:1:2\n");
    }

    @Test
    @DisplayName("have the members in force, and the configuration file names them")
    void written() throws IOException {
        files(1).write(inForce(0x1f, ONE, TWO));
        assertThat(directory.resolve("zoo.cfg.dynamic.1f")).hasContent(ONE.text() + "\n" + TWO.text());
        assertThat(file).content().contains("dynamicConfigFile=").doesNotContain("server.1");
    }

    @Test
    @DisplayName("of a server that is no member are left alone")
    void noMember() throws IOException {
        String before = Files.readString(file);
        files(3).write(inForce(0x1f, ONE, TWO));
        assertThat(file).hasContent(before);
        assertThat(directory.resolve("zoo.cfg.dynamic.1f")).doesNotExist();
    }

    @Test
    @DisplayName("name no proposed members that are left from before a crash")
    void leftFromBefore() throws IOException {
        Path next = Files.writeString(directory.resolve("zoo.cfg.dynamic.next"), ONE.text());
        files(1).write(inForce(0x1f, ONE, TWO));
        assertThat(next).doesNotExist();
    }

    @Test
    @DisplayName("can be written again when that failed")
    void again() throws IOException {
        DynamicFiles files = files(1);
        Path inTheWay = Files.createDirectory(directory.resolve("zoo.cfg.dynamic.1f.building"));
        assertThatIOException().isThrownBy(() -> files.write(inForce(0x1f, ONE, TWO)));
        Files.delete(inTheWay);
        files.write(inForce(0x1f, ONE, TWO));
        assertThat(directory.resolve("zoo.cfg.dynamic.1f")).exists();
    }

    @Test
    @DisplayName("leave the configuration file as private as it was, a link a link, and its other lines untouched")
    void asPrivateAsBefore() throws IOException {
        byte[] latin =
                "# T\u00fcr\nssl.keyStore.password=secret\nserver.1=h1:1:2\n".getBytes(StandardCharsets.ISO_8859_1);
        Path real = Files.write(directory.resolve("real.cfg"), latin);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        Files.delete(file);
        Files.createSymbolicLink(file, real);

        files(1).write(inForce(0x1f, ONE, TWO));

        assertThat(file).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("zoo.cfg.bak"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(real, StandardCharsets.ISO_8859_1))
                .startsWith("# T\u00fcr\nssl.keyStore.password=secret\ndynamicConfigFile=");
    }

    @Test
    @DisplayName("are found again where the name of their directory is not of ASCII")
    void otherLetters() throws Exception {
        assumeTrue(LETTERS.equals(System.getProperty("sun.jnu.encoding")), "this system has no such names");
        Path elsewhere = Files.createDirectory(directory.resolve("t\u00fcr"));
        file = Files.writeString(elsewhere.resolve("zoo.cfg"), "server.1=h1:1:2\n");

        files(1).write(inForce(0x1f, ONE, TWO));

        assertThat(ConfigValues.properties(file))
                .containsEntry(
                        "dynamicConfigFile",
                        elsewhere.resolve("zoo.cfg.dynamic.1f").toString());
    }

    private DynamicFiles files(long serverId) {
        return new DynamicFiles(new EnsembleConfig(
                serverId, List.of(member(serverId)), false, new MemberChanges(true, false, file, Optional.empty())));
    }

    private static EnsembleState inForce(long version, EnsembleMember... members) {
        return new EnsembleState(new Ensemble(List.of(members), version), Optional.empty(), 0);
    }

    private static EnsembleMember member(long id) {
        return new EnsembleMember(id, "h" + id, 1, 2, MemberRole.PARTICIPANT, Optional.empty());
    }
}
