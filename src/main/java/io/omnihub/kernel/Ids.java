package io.omnihub.kernel;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits, so that new rows go to the end
 * of an index. The last 16 bits stay zero, as room for the ordinals of {@link #derive}.
 */
public final class Ids {
    /** How many ids can be derived from one. */
    public static final int MAX_DERIVED = 0xFFFF;

    private final Clock clock;
    private final RandomGenerator random;

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        return at(clock.instant());
    }

    /** An id among those of that time, for what happened then and is told now. */
    public UUID at(Instant time) {
        long high = (time.toEpochMilli() << 16) | 0x7000 | (random.nextLong() & 0x0FFF);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Below all ids that are made from that time on. */
    public static UUID first(Instant time) {
        return new UUID((time.toEpochMilli() << 16) | 0x7000, Long.MIN_VALUE);
    }

    /** When an id was made. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The command's id from which an id was derived. */
    public static UUID origin(UUID derived) {
        return new UUID(derived.getMostSignificantBits(), derived.getLeastSignificantBits() & ~0xFFFFL);
    }

    /**
     * The id of the {@code ordinal}-th thing (1 to {@value #MAX_DERIVED}) that the command with this id creates, so that
     * a pure decision needs no source of ids and a repeated one creates the same.
     */
    public static UUID derive(UUID commandId, int ordinal) {
        if (ordinal < 1 || ordinal > MAX_DERIVED) {
            throw new IllegalArgumentException("an ordinal is 1 to " + MAX_DERIVED + ", not " + ordinal);
        }
        return new UUID(commandId.getMostSignificantBits(), commandId.getLeastSignificantBits() | ordinal);
    }
}
