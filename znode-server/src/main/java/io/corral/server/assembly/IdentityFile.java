package io.corral.server.assembly;

import io.corral.server.config.AtomicFile;
import io.corral.server.ensemble.IdentityKeeper;
import io.corral.tree.ensemble.EnsembleState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The identity of the ensemble to which a server's data belongs, in a file beside the log. The data has it, too, but a server that
 * starts does not know what of its log is committed before it has talked to others, and must know then with whom to talk.
 */
final class IdentityFile implements IdentityKeeper.Memory {
    static final String NAME = "ensemble-identity";
    private static final int HEXADECIMAL = 16;

    private final Path directory;

    /**
     * A file that may be there or not.
     *
     * @param directory where the log is
     */
    IdentityFile(Path directory) {
        this.directory = directory;
    }

    /**
     * The identity; {@link EnsembleState#NO_IDENTITY} when there is no file.
     *
     * @throws IOException when there is one that cannot be read
     */
    long read() throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return EnsembleState.NO_IDENTITY;
        }
        try {
            return Long.parseUnsignedLong(Files.readString(file).trim(), HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw new IOException(
                    file
                            + " should hold the identity of the ensemble, a hexadecimal number. It is damaged; copy it from another"
                            + " server of the ensemble, or delete it: it is written again from the data.",
                    e);
        }
    }

    @Override
    public void keep(long identity) throws IOException {
        AtomicFile.write(
                directory.resolve(NAME), (Long.toHexString(identity) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
