package io.corral.it.oracle;

import java.io.IOException;

/** The two sides of a comparison. Each plays on its own: what one is asked is asked of the other by another thread. */
interface Sides extends AutoCloseable {
    /** What the judge answers, who is right by definition, but must answer to be. */
    Transcript expected(String top, Script script);

    /** What the subject that is judged answers. */
    Transcript actual(String top, Script script);

    /** Puts fresh servers in the place of both sides' servers, whatever state these are in. */
    void renew() throws IOException, InterruptedException;

    /** Stops the servers. */
    @Override
    void close() throws IOException;
}
