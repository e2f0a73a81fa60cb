package io.corral.server.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which Corral this is.
 *
 * @param corral Corral's version
 * @param builtOn when it was built, such as {@code 2026-01-31 12:00 UTC}
 */
public record ServerVersion(String corral, String builtOn) {

    /** The release of ZooKeeper whose behaviour is matched. Tools read the three numbers in front. */
    private static final String ZOOKEEPER = "3.9.5";

    /**
     * The version that was built.
     *
     * @throws UncheckedIOException if the archive lacks it
     */
    public static ServerVersion load() {
        Properties properties = new Properties();
        try (InputStream in = ServerVersion.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IOException("version.properties is missing from the archive; build it again");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String builtOn = properties.getProperty("builtOn", "");
        String minute = builtOn.length() >= 16 ? builtOn.substring(0, 16).replace('T', ' ') : "1970-01-01 00:00";
        return new ServerVersion(properties.getProperty("version", "unknown"), minute + " UTC");
    }

    /** The text after {@code Zookeeper version: }. */
    public String text() {
        return ZOOKEEPER + "-corral-" + corral + ", built on " + builtOn;
    }
}
