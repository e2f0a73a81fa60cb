package io.corral.programs.dubbo;

/** What is provided and consumed. */
public interface Greeter {
    /** Who answered. */
    String greet();
}
