package io.omnihub.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a ratio is held against.
 *
 * @param closes what is asked for at least
 * @param aim what is wanted beyond it
 */
record Threshold(boolean higherIsBetter, double closes, OptionalDouble aim) {
    static Threshold atLeast(double closes, double aim) {
        return new Threshold(true, closes, OptionalDouble.of(aim));
    }

    static Threshold atLeast(double closes) {
        return new Threshold(true, closes, OptionalDouble.empty());
    }

    static Threshold atMost(double closes) {
        return new Threshold(false, closes, OptionalDouble.empty());
    }

    String verdict(double ratio) {
        if (!reaches(ratio, closes)) {
            return (higherIsBetter ? "below" : "above") + " what closes it";
        }
        return aim.isPresent() && reaches(ratio, aim.getAsDouble()) ? "reaches the aim" : "closes it";
    }

    @Override
    public String toString() {
        String sign = higherIsBetter ? "≥" : "≤";
        String text = String.format(Locale.ROOT, "%s %.1f", sign, closes);
        return aim.isPresent() ? text + String.format(Locale.ROOT, " (aim %s %.1f)", sign, aim.getAsDouble()) : text;
    }

    private boolean reaches(double ratio, double mark) {
        return higherIsBetter ? ratio >= mark : ratio <= mark;
    }
}
