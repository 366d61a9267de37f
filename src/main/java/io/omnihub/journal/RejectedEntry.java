package io.omnihub.journal;

import java.time.Instant;
import java.util.Optional;

/** An entry that was not taken, with what of it could be read. */
public record RejectedEntry(
        long sequence,
        Rejection why,
        Optional<String> kind,
        Optional<String> sku,
        Optional<Long> quantity,
        Optional<Instant> occurredAt,
        Instant recordedAt) {}
