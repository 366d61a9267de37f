package io.omnihub.attention;

import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.UUID;

/**
 * Which attentions a list has: those that fit all of it.
 *
 * @param location where it matters
 * @param after the {@code next} of the page before
 */
public record AttentionFilter(
        Optional<AttentionState> state,
        Optional<String> kind,
        Optional<LocationCode> location,
        Optional<UUID> order,
        Optional<String> after,
        int limit) {}
