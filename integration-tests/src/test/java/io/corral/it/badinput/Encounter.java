package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import java.io.IOException;
import java.util.List;

/** One meeting of a badly behaved client with a server. */
interface Encounter {
    /** Plays the client's part and returns what the server said, in words that do not differ between good servers. */
    List<String> with(Subject subject) throws IOException;
}
