package io.corral.it.oracle;

/**
 * One step of a script.
 *
 * @param client which of the script's clients acts, from 0
 */
record Step(int client, Action action) {
    @Override
    public String toString() {
        return "client " + client + ": " + action;
    }
}
