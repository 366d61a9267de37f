package io.omnihub.journal;

import java.util.Optional;

/**
 * Why an entry was not taken.
 *
 * @param code as listed in {@code contracts/problems.md}
 * @param field a JSON pointer to the member at fault
 */
public record Rejection(String code, Optional<String> field) {
    static final Rejection UNKNOWN_ITEM = at("unknown-item", "/sku");
    static final Rejection WRONG_LOCATION = at("wrong-location", "/location");
    public static final Rejection TIME_OUT_OF_RANGE = at("time-out-of-range", "/occurredAt");
    static final Rejection STALE_COUNT = at("stale-count", "/onHandVersion");
    static final Rejection SEQUENCE_REUSED = at("sequence-reused", "/sequence");

    public static Rejection at(String code, String field) {
        return new Rejection(code, Optional.of(field));
    }
}
