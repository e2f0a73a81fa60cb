package io.corral.server.exchange;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A stream that is kept on the disk, to be read more than once, and is gone when it is closed. For one thread. */
public final class Spool implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final SeekableByteChannel channel;

    private Spool(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a whole stream in.
     *
     * @param in the stream
     * @param directory where there is room
     * @param bytesMax when it is longer it is refused
     * @throws IOException when it cannot be read or kept, or is too long
     */
    public static Spool of(InputStream in, Path directory, long bytesMax) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "copy-", ".coming");
        SeekableByteChannel channel = Files.newByteChannel(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            OutputStream out = Channels.newOutputStream(channel);
            new BoundedInput(in, bytesMax).transferTo(out);
            return new Spool(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The stream from its begin; what was given before is not read on. */
    public InputStream fromStart() throws IOException {
        channel.position(0);
        return new BufferedInputStream(
                new FilterInputStream(Channels.newInputStream(channel)) {
                    @Override
                    public void close() {
                        // The channel is for those who come after.
                    }
                },
                BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
