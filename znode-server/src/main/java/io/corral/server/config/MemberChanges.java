package io.corral.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether and how the members of the ensemble change while it runs.
 *
 * @param enabled whether clients may ask for it ({@code reconfigEnabled})
 * @param ensembleOfOneAllowed whether a single participant may be left ({@code standaloneEnabled=false})
 * @param staticFile the configuration file, absolute
 * @param dynamicFile where the members stand ({@code dynamicConfigFile}); empty when they stand in the configuration file itself
 */
public record MemberChanges(
        boolean enabled, boolean ensembleOfOneAllowed, Path staticFile, Optional<Path> dynamicFile) {

    private static final int HEXADECIMAL = 16;

    /** Where the server lines stand, for messages. */
    public Path memberFile() {
        return dynamicFile.orElse(staticFile);
    }

    /** How many participants there must be at least. */
    public int fewestParticipants() {
        return ensembleOfOneAllowed ? 1 : 2;
    }

    /**
     * Since which transaction the members in the files are the members: what the name of the dynamic file ends with. 0 when it ends
     * otherwise: nobody has changed them yet.
     */
    public long version() {
        return dynamicFile
                .map(file -> String.valueOf(file.getFileName()))
                .map(name -> versionIn(name.substring(name.lastIndexOf('.') + 1)))
                .orElse(0L);
    }

    private static long versionIn(String suffix) {
        try {
            return Long.parseLong(suffix, HEXADECIMAL);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether the members may be others than when the ensemble began: its data says who they are, and the files may be old. */
    public boolean haveHadAChance() {
        return enabled || version() != 0;
    }
}
