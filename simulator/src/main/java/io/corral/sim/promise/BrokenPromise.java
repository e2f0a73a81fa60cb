package io.corral.sim.promise;

/** Something happened that must never happen. */
public final class BrokenPromise extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which promise was broken, by whom and how. */
    public BrokenPromise(String message) {
        super(message);
    }

    /** Why a node ended that had no reason to: the promise that was broken behind it, or that there was none. */
    public static RuntimeException behind(long node, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BrokenPromise promise) {
                return promise;
            }
        }
        return new IllegalStateException("n" + node + " ended without a reason: " + cause, cause);
    }
}
