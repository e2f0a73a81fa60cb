package io.corral;

/** How the process ends; the numbers are ZooKeeper's. */
enum ExitCode {
    /** In order. */
    STOPPED(0),
    /** Something went wrong that nobody foresaw, or a port was taken. */
    UNEXPECTED(1),
    /** The argument or the configuration cannot be used. */
    BAD_CONFIGURATION(2),
    /** A data directory cannot be used, or another process uses it. */
    DATA_DIRECTORY(3),
    /** The port of the console, or the one of the metrics, cannot be opened. */
    ADMIN_PORT(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
