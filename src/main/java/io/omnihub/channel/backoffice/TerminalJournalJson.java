package io.omnihub.channel.backoffice;

import io.omnihub.journal.JournalStatus;
import io.omnihub.journal.RejectedEntry;
import io.omnihub.journal.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a terminal's journal has come, as the contract shows it.
 *
 * @param last the highest sequence that has come
 * @param missingEntries how many below it have not come
 * @param unreviewed how many were rejected since somebody reviewed it
 */
record TerminalJournalJson(
        UUID terminal,
        String location,
        long contiguous,
        long last,
        List<RangeJson> missing,
        long missingEntries,
        long applied,
        long superseded,
        long rejected,
        long unreviewed,
        Instant heardAt) {
    record RangeJson(long from, long through) {}

    /** An entry that was rejected, with what of it could be read. */
    record RejectedJson(
            long sequence,
            String code,
            Optional<String> field,
            Optional<String> kind,
            Optional<String> sku,
            Optional<Long> quantity,
            Optional<Instant> occurredAt,
            Instant recordedAt) {
        static RejectedJson of(RejectedEntry entry) {
            Rejection why = entry.why();
            return new RejectedJson(
                    entry.sequence(),
                    why.code(),
                    why.field(),
                    entry.kind(),
                    entry.sku(),
                    entry.quantity(),
                    entry.occurredAt(),
                    entry.recordedAt());
        }
    }

    static TerminalJournalJson of(JournalStatus status) {
        return new TerminalJournalJson(
                status.terminal().id(),
                status.location().value(),
                status.contiguous(),
                status.highest(),
                status.missing().stream()
                        .map(range -> new RangeJson(range.from(), range.through()))
                        .toList(),
                status.missingEntries(),
                status.applied(),
                status.superseded(),
                status.rejected(),
                status.unreviewed(),
                status.heardAt());
    }
}
