package io.corral.server.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keys or certificates that cannot be used. The message names setting, problem and what to do. */
public final class TlsException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Something wrong with what a setting names.
     *
     * @param setting the key, or key and value
     * @param problem what is wrong, a whole sentence
     * @param fix what to do, a whole sentence
     */
    public TlsException(String setting, String problem, String fix, @Nullable Throwable cause) {
        super(
                String.join(
                        System.lineSeparator(),
                        "TLS cannot be used as configured.",
                        "  Setting: " + setting,
                        "  Problem: " + problem,
                        "  Fix:     " + fix),
                cause);
    }
}
