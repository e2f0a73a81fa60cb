package io.corral.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures of two sides over several rounds, shown as medians in a Markdown table.
 *
 * @param <S> names the sides; the first of its constants is what the second is compared with
 */
public final class Comparison<S extends Enum<S>> {
    private final Class<S> sides;
    private final Map<Figure, Map<S, List<Double>>> values = new LinkedHashMap<>();

    /** Compares the two constants of the given type. */
    public Comparison(Class<S> sides) {
        this.sides = sides;
    }

    /** Adds one round's value. */
    public void add(S side, Figure figure, double value) {
        values.computeIfAbsent(figure, any -> new EnumMap<>(sides))
                .computeIfAbsent(side, any -> new ArrayList<>())
                .add(value);
    }

    /** The table, with a row per figure in the order in which figures came first. */
    public String toMarkdown(String firstTitle, String secondTitle) {
        S first = sides.getEnumConstants()[0];
        S second = sides.getEnumConstants()[1];
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(Locale.ROOT, "| Load | Figure | %s | %s | %2$s / %1$s | |%n", firstTitle, secondTitle));
        table.append("|---|---|--:|--:|--:|---|\n");
        values.forEach((figure, bySide) -> {
            double one = median(bySide.getOrDefault(first, List.of()));
            double other = median(bySide.getOrDefault(second, List.of()));
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s (%s) | %s | %s | %s | %s |%n",
                    figure.subject(),
                    figure.name(),
                    figure.unit(),
                    number(one),
                    number(other),
                    number(other / one),
                    verdict(figure, one, other)));
        });
        return table.toString();
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
