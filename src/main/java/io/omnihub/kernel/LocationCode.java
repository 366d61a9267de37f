package io.omnihub.kernel;

/** The retailer's own code of a location, as {@link Text#isCode} allows it; case-sensitive. */
public record LocationCode(String value) implements Comparable<LocationCode> {
    public LocationCode {
        if (!Text.isCode(value)) {
            throw new IllegalArgumentException("not a code of a location: '" + value + "'");
        }
    }

    @Override
    public int compareTo(LocationCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
