package io.corral.server.ops;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How ZooKeeper writes fractions. */
final class Decimals {

    private static final int PLACES = 4;

    private Decimals() {}

    /** At most four places behind the point and at least one, as in {@code 1.625} and {@code 0.0}. */
    static String shortened(double value) {
        return Double.toString(
                BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_UP).doubleValue());
    }
}
