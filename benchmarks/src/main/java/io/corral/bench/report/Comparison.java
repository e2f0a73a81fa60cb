package io.corral.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Figures of several sides over several rounds, shown as medians in a Markdown table.
 *
 * @param <S> names the sides; the last of its constants is compared with the others
 */
public final class Comparison<S extends Enum<S>> {
    private final Class<S> sides;
    private final Map<Figure, Map<S, List<Double>>> values = new LinkedHashMap<>();

    /** Compares the constants of the given type. */
    public Comparison(Class<S> sides) {
        this.sides = sides;
    }

    /** Adds one round's value. */
    public void add(S side, Figure figure, double value) {
        values.computeIfAbsent(figure, any -> new EnumMap<>(sides))
                .computeIfAbsent(side, any -> new ArrayList<>())
                .add(value);
    }

    /**
     * The table, with a row per figure in the order in which figures came first. The last column compares the last side with the
     * best of the others.
     */
    public String toMarkdown(Function<S, String> title) {
        List<S> all = List.of(sides.getEnumConstants());
        S last = all.get(all.size() - 1);
        List<S> others = all.subList(0, all.size() - 1);
        String rival = others.size() == 1 ? title.apply(others.get(0)) : "best other";
        StringBuilder table = new StringBuilder("| Load | Figure |");
        all.forEach(side -> table.append(' ').append(title.apply(side)).append(" |"));
        table.append(String.format(Locale.ROOT, " %s / %s | |%n", title.apply(last), rival));
        table.append("|---|---|").append("--:|".repeat(all.size() + 1)).append("---|\n");
        values.forEach((figure, bySide) -> {
            double own = median(bySide.getOrDefault(last, List.of()));
            double best = best(figure, others, bySide);
            table.append(
                    String.format(Locale.ROOT, "| %s | %s (%s) |", figure.subject(), figure.name(), figure.unit()));
            all.forEach(side -> table.append(' ')
                    .append(number(median(bySide.getOrDefault(side, List.of()))))
                    .append(" |"));
            table.append(String.format(Locale.ROOT, " %s | %s |%n", number(own / best), verdict(figure, best, own)));
        });
        return table.toString();
    }

    private static <S> double best(Figure figure, List<S> sides, Map<S, List<Double>> bySide) {
        DoubleStream medians = sides.stream()
                .mapToDouble(side -> median(bySide.getOrDefault(side, List.of())))
                .filter(median -> !Double.isNaN(median));
        OptionalDouble best = figure.better() == Figure.Better.HIGHER ? medians.max() : medians.min();
        return best.orElse(Double.NaN);
    }

    private static String verdict(Figure figure, double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return "";
        }
        boolean better = figure.better() == Figure.Better.HIGHER ? other > one : other < one;
        return better ? "better" : other == one ? "equal" : "worse";
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
