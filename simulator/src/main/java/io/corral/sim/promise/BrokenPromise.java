package io.corral.sim.promise;

/** Something happened that must never happen. */
public final class BrokenPromise extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which promise was broken, by whom and how. */
    public BrokenPromise(String message) {
        super(message);
    }
}
