package io.corral.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values of one configuration file and of the process. Remembers which keys were asked for, so that the
 * others can be warned of.
 */
final class ConfigValues {

    /** How the names begin of the properties that stand for keys of the file. */
    private static final String PROPERTY_START = "zookeeper.";

    private static final String PROPERTIES = "system property";

    private final Path file;
    private final SortedMap<String, String> written;
    private final Map<String, String> systemProperties;
    private final Set<String> asked = new HashSet<>();
    private final List<ConfigWarning> warnings = new ArrayList<>();

    private ConfigValues(Path file, SortedMap<String, String> written, Map<String, String> systemProperties) {
        this.file = file;
        this.written = written;
        this.systemProperties = Map.copyOf(systemProperties);
    }

    static ConfigValues read(Path file, Map<String, String> systemProperties) throws ConfigException {
        Path absolute = file.toAbsolutePath().normalize();
        return new ConfigValues(absolute, properties(absolute), systemProperties);
    }

    /** The keys of a file in Java properties syntax; the last of several equal keys counts. */
    static SortedMap<String, String> properties(Path file) throws ConfigException {
        Properties properties = new Properties();
        if (!Files.isRegularFile(file)) {
            throw ConfigException.of(
                    file.toString(),
                    Files.isDirectory(file) ? "This is a directory, not a file." : "There is no such file.",
                    "Give the path of a zoo.cfg; conf/zoo_sample.cfg is an example to start from.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw ConfigException.of(
                    file.toString(), "The file cannot be read: " + e + ".", "Check that this user may read it.");
        } catch (IllegalArgumentException e) {
            throw ConfigException.of(
                    file.toString(),
                    "The file is not in Java properties syntax: " + e.getMessage(),
                    "Write each setting as key=value on a line; double every backslash in a value.");
        }
        SortedMap<String, String> trimmed = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> trimmed.put(key, properties.getProperty(key).trim()));
        return trimmed;
    }

    Path file() {
        return file;
    }

    /** The lines of the file, secrets hidden. */
    String shownText() throws ConfigException {
        try {
            return ShownLines.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ConfigException.of(
                    file.toString(), "The file cannot be read: " + e + ".", "Check that this user may read it.");
        }
    }

    Optional<Setting> find(Scope scope, String key) {
        return switch (scope) {
            case FILE -> inFile(key);
            case PROPERTY -> inFile(key).or(() -> inSystem(PROPERTY_START + key));
            case SYSTEM -> inSystem(key);
            case OWN -> inFile(key).or(() -> inSystem(key));
        };
    }

    /** All settings in the file whose key starts so, by key. */
    List<Setting> startingWith(String prefix) {
        return written.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .flatMap(key -> inFile(key).stream())
                .toList();
    }

    /** All settings whose key starts so, in the file or as {@code -Dzookeeper.KEY}; those in the file come first and win. */
    List<Setting> propertiesStartingWith(String prefix) {
        List<Setting> all = new ArrayList<>(startingWith(prefix));
        new TreeMap<>(systemProperties)
                .keySet().stream()
                        .filter(key -> key.startsWith(PROPERTY_START + prefix))
                        .filter(key -> !written.containsKey(key.substring(PROPERTY_START.length())))
                        .flatMap(key -> inSystem(key).stream())
                        .forEach(all::add);
        return all;
    }

    String text(Scope scope, String key, String otherwise) {
        return find(scope, key).map(Setting::value).orElse(otherwise);
    }

    int integer(Scope scope, String key, int otherwise, int min, int max) throws ConfigException {
        return (int) number(scope, key, otherwise, min, max);
    }

    long number(Scope scope, String key, long otherwise, long min, long max) throws ConfigException {
        Setting setting = orNull(find(scope, key));
        return setting == null ? otherwise : setting.number(min, max);
    }

    /** A flag the file's parser checks strictly. */
    boolean flag(Scope scope, String key, boolean otherwise) throws ConfigException {
        Setting setting = orNull(find(scope, key));
        return setting == null ? otherwise : setting.flag();
    }

    /** A flag ZooKeeper takes as set only by one word; any other word is worth a warning. */
    boolean lenientFlag(String key, String on, String off, boolean otherwise) {
        Setting setting = orNull(find(Scope.PROPERTY, key));
        if (setting == null) {
            return otherwise;
        }
        boolean isOn = setting.value().equalsIgnoreCase(on);
        if (isOn || setting.value().equalsIgnoreCase(off)) {
            return isOn;
        }
        warn(setting, "neither " + on + " nor " + off + "; taken as " + (otherwise ? on : off) + ".");
        return otherwise;
    }

    /**
     * The place a setting names; a relative one is taken from the folder the process was started in, as in ZooKeeper.
     *
     * @param what the kind of place it names, for whoever wrote something else
     */
    Path path(Setting setting, String what) throws ConfigException {
        try {
            Path path = Path.of(setting.value());
            if (!path.isAbsolute()) {
                warn(setting, "is relative to the directory the server is started in; an absolute path is safer.");
            }
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw setting.bad(
                    "This is not a path: " + e.getMessage() + ".", "Write the absolute path of a " + what + ".");
        }
    }

    void warn(Setting setting, String reason) {
        warnings.add(warning(setting, reason));
    }

    /**
     * What was warned of, then the settings nobody asked for. Of the process's properties only those are mentioned that ZooKeeper
     * knows: others may belong to anybody.
     */
    List<ConfigWarning> warnings() {
        List<ConfigWarning> all = new ArrayList<>(warnings);
        written.forEach((key, value) -> {
            if (!asked.contains(key)) {
                Setting setting = new Setting(file.toString(), key, value);
                UnusedKeys.reason(setting, asked).ifPresent(reason -> all.add(warning(setting, reason)));
            }
        });
        new TreeMap<>(systemProperties).forEach((name, value) -> {
            String key = name.startsWith(PROPERTY_START) ? name.substring(PROPERTY_START.length()) : "";
            if (!asked.contains(key) && UnusedKeys.knownReason(key).isPresent()) {
                UnusedKeys.reason(new Setting(PROPERTIES, key, value), asked)
                        .ifPresent(reason -> all.add(warning(new Setting(PROPERTIES, name, value), reason)));
            }
        });
        return all;
    }

    private static ConfigWarning warning(Setting setting, String reason) {
        return new ConfigWarning(setting.key(), setting.shownValue(), reason);
    }

    private Optional<Setting> inFile(String key) {
        asked.add(key);
        return setting(file.toString(), key, written.get(key));
    }

    private Optional<Setting> inSystem(String key) {
        return setting(PROPERTIES, key, systemProperties.get(key));
    }

    private static Optional<Setting> setting(String source, String key, @Nullable String value) {
        return value == null || value.isBlank()
                ? Optional.empty()
                : Optional.of(new Setting(source, key, value.trim()));
    }

    private static @Nullable Setting orNull(Optional<Setting> setting) {
        return setting.orElse(null);
    }
}
