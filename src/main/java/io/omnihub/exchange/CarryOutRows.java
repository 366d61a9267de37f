package io.omnihub.exchange;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.exchange.ImportRow.Planned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out a chunk of an import's rows: what they change, what was rejected, and the line that was reached commit
 * together. A chunk that does not begin where the import stands changes nothing, so a repeat is harmless without a key.
 *
 * @param after the line that the import is believed to have reached
 * @param through the last line of the chunk
 * @param last whether the file ends with it
 */
record CarryOutRows(UUID id, UUID importId, long after, long through, boolean last, List<ImportRow> rows)
        implements Command<CarryOutRowsResult> {
    CarryOutRows {
        rows = List.copyOf(rows);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        var reads = new Reads().lock(Import.TABLE, Set.of(importId));
        for (ImportRow row : rows) {
            if (row instanceof Planned<?> planned) {
                reads.and(planned.command().reads());
            }
        }
        return reads;
    }

    @Override
    public Decision<CarryOutRowsResult> decide(View view, Instant now) {
        Import found = view.find(Import.TABLE, importId).orElseThrow();
        if (found.line() != after || found.state() == ImportState.COMPLETED) {
            return new Decision.Refuse<>(new CarryOutRowsResult.Elsewhere(found));
        }
        var chunk = new Chunk(view, now);
        rows.forEach(chunk::add);
        return chunk.unread
                .<Decision<CarryOutRowsResult>>map(Decision.Again::new)
                .orElseGet(() -> accept(found, chunk, now));
    }

    private Decision<CarryOutRowsResult> accept(Import found, Chunk chunk, Instant now) {
        var counts = new Import.Counts(chunk.accepted, chunk.unchanged, chunk.rejections.size());
        Import advanced = found.advanced(through, last, counts, now);
        Changes changes = chunk.overlay.changes().put(Import.TABLE, importId, advanced);
        chunk.rejections.forEach(rejection -> changes.append(ImportRejection.LOG, rejection));
        return new Decision.Accept<>(new CarryOutRowsResult.Advanced(advanced, chunk.rejections), importId, changes);
    }

    /** The rows decided so far, each on what those before it have left. */
    private final class Chunk {
        private final Overlay overlay;
        private final Instant now;
        private final List<ImportRejection> rejections = new ArrayList<>();
        private Optional<Reads> unread = Optional.empty();
        private long accepted;
        private long unchanged;

        Chunk(View view, Instant now) {
            this.overlay = new Overlay(view);
            this.now = now;
        }

        void add(ImportRow row) {
            switch (row) {
                case Planned<?> planned -> decide(planned);
                case ImportRow.Accepted _ -> accepted++;
                case ImportRow.Unchanged _ -> unchanged++;
                case ImportRow.Rejected(long line, Fault fault) -> reject(line, fault);
            }
        }

        private <R> void decide(Planned<R> row) {
            switch (row.command().decide(overlay, now)) {
                case Decision.Accept<R> accept -> {
                    overlay.apply(accept.changes());
                    accepted++;
                }
                case Decision.Refuse<R> refuse -> {
                    refuse.noted().ifPresent(overlay::apply);
                    row.fault()
                            .apply(refuse.result())
                            .ifPresentOrElse(fault -> reject(row.line(), fault), () -> unchanged++);
                }
                case Decision.Again<R> again ->
                    unread = Optional.of(unread.orElseGet(Reads::new).and(again.reads()));
            }
        }

        private void reject(long line, Fault fault) {
            rejections.add(new ImportRejection(importId, line, fault));
        }
    }
}
