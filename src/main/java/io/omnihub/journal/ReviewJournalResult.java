package io.omnihub.journal;

/** What became of the review of a journal; refusals in the order in which they are looked for. */
public sealed interface ReviewJournalResult {
    /** @param repeated whether an earlier request with the same key did it */
    record Reviewed(boolean repeated) implements ReviewJournalResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements ReviewJournalResult {}

    /** {@code more-to-review}: entries were rejected since, or somebody else has reviewed them. */
    record MoreToReview(long unreviewed) implements ReviewJournalResult {}
}
