package io.corral.bench.server;

/** How servers log: the same for all. */
public final class Logging {
    /** Content of a Logback file. */
    public static final String LOGBACK = """
            <configuration>
              <appender name="LOG" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level [%thread] %logger{0} - %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="LOG"/></root>
            </configuration>
            """;

    private Logging() {}
}
