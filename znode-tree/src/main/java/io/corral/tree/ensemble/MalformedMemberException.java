package io.corral.tree.ensemble;

/** A line that should describe a member of the ensemble does not. */
public final class MalformedMemberException extends Exception {
    private static final long serialVersionUID = 1;

    private final String fix;

    /**
     * A line cannot be used.
     *
     * @param problem what does not fit, as a sentence
     * @param fix what to write instead, as a sentence
     */
    public MalformedMemberException(String problem, String fix) {
        super(problem);
        this.fix = fix;
    }

    /** What does not fit, as a sentence. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    /** What to write instead, as a sentence. */
    public String fix() {
        return fix;
    }
}
