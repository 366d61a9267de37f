package io.omnihub.kernel;

/**
 * A stock-keeping unit: 1 to {@value #MAX_LENGTH} characters, case-sensitive, without control characters and without
 * space at its ends; neither {@code .} nor {@code ..}, which the path of a URL cannot carry.
 */
public record Sku(String value) implements Comparable<Sku> {
    public static final int MAX_LENGTH = 64;

    public Sku {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a SKU: '" + value + "'");
        }
    }

    public static boolean isValid(String value) {
        return Text.isTrimmed(value, MAX_LENGTH) && !value.equals(".") && !value.equals("..");
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
