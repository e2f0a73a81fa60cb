package io.corral.it.oracle;

import java.io.IOException;
import java.util.List;

/** Something a client does. Actions are immutable; {@code toString} says what they do. */
interface Action {
    /** Does it and returns what the client saw, line by line. */
    List<String> perform(Actor actor) throws IOException;
}
