package io.omnihub.kernel;

/** The retailer's own code of a channel, as {@link Text#isCode} allows it; case-sensitive. */
public record ChannelCode(String value) implements Comparable<ChannelCode> {
    public ChannelCode {
        if (!Text.isCode(value)) {
            throw new IllegalArgumentException("not a code of a channel: '" + value + "'");
        }
    }

    @Override
    public int compareTo(ChannelCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
