package io.corral.bench;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What {@value #OPTION} stands for: other values of some options, unless these are given too.
 *
 * @param values by the options' names
 */
public record QuickRun(Map<String, String> values) implements IDefaultValueProvider {
    /** Asks for a quick run. */
    public static final String OPTION = "--quick";

    /** Copies what it is given. */
    public QuickRun {
        values = Map.copyOf(values);
    }

    /** The command line, prepared for the arguments that it is to be executed with. */
    public CommandLine prepare(CommandLine line, String... arguments) {
        return List.of(arguments).contains(OPTION) ? line.setDefaultValueProvider(this) : line;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? values.get(option.longestName()) : null;
    }
}
