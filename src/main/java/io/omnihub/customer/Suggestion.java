package io.omnihub.customer;

import io.omnihub.engine.Table;
import io.omnihub.kernel.Wire;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That two customers may be one person, which somebody is to confirm.
 *
 * @param reason why it was suggested
 * @param by the type of the key that pointed to the other
 * @param decidedAt when it was confirmed or dismissed
 */
public record Suggestion(
        Key key,
        UUID id,
        Reason reason,
        IdentityType by,
        State state,
        Instant suggestedAt,
        Optional<Instant> decidedAt) {
    static final Table<Key, Suggestion> TABLE = new Table<>("customer-suggestion", 614);

    /** Two customers, whichever comes first. */
    public record Key(UUID one, UUID other) implements Comparable<Key> {
        public static Key of(UUID a, UUID b) {
            return a.toString().compareTo(b.toString()) < 0 ? new Key(a, b) : new Key(b, a);
        }

        @Override
        public int compareTo(Key than) {
            int byOne = one.toString().compareTo(than.one.toString());
            return byOne != 0 ? byOne : other.toString().compareTo(than.other.toString());
        }
    }

    /** Why two are not merged without a question. */
    public enum Reason implements Wire {
        /** Somebody showed keys of both, and did not prove them. */
        UNPROVED,
        /** It is proved, yet each has a key of which a person has one. */
        CONFLICT
    }

    /** What became of it. */
    public enum State implements Wire {
        OPEN,
        CONFIRMED,
        DISMISSED
    }

    Suggestion decided(State after, Instant now) {
        return new Suggestion(key, id, reason, by, after, suggestedAt, Optional.of(now));
    }
}
