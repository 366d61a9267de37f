package io.omnihub.journal;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.inventory.JournalPlace;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The journals of simulated terminals: their tables, and their command. */
final class SimulatedJournal {
    final MemoryRows<JournalPlace, RecordedEntry> entries = new MemoryRows<>(RecordedEntry.TABLE);
    final MemoryRows<Terminal, TerminalJournal> journals = new Journals();

    List<Rows<?, ?>> tables() {
        return List.of(entries, journals, new MemoryRows<>(ReusedSequence.TABLE), new Later());
    }

    static Command<?> record(UUID id, Terminal terminal, List<JournalEntry> entries) {
        return new RecordEntries(id, Actor.hub(terminal.id()), terminal, entries);
    }

    /** What {@link TerminalJournalRows} does. */
    private final class Journals extends MemoryRows<Terminal, TerminalJournal> {
        private Journals() {
            super(TerminalJournal.TABLE);
        }

        @Override
        public List<Statement> create(Collection<Terminal> terminals) {
            terminals.stream()
                    .filter(terminal -> find(terminal).isEmpty())
                    .forEach(terminal ->
                            put(terminal, new TerminalJournal(terminal, 0, 0, 0, 0, 0, Instant.EPOCH, 0, false)));
            return List.of();
        }

        @Override
        public List<Statement> load(Collection<Terminal> terminals, BiConsumer<Terminal, TerminalJournal> found) {
            terminals.forEach(terminal -> find(terminal).ifPresent(journal -> found.accept(terminal, after(journal))));
            return List.of();
        }

        private TerminalJournal after(TerminalJournal kept) {
            long contiguous = kept.contiguous();
            while (entries.find(new JournalPlace(kept.terminal().id(), contiguous + 1))
                    .isPresent()) {
                contiguous++;
            }
            return new TerminalJournal(
                    kept.terminal(),
                    contiguous,
                    kept.highest(),
                    kept.applied(),
                    kept.superseded(),
                    kept.rejected(),
                    kept.heardAt(),
                    kept.unreviewed(),
                    kept.raised());
        }
    }

    /** What {@link LaterEntriesRows} reads. */
    private final class Later extends MemoryRows<LaterEntries.Key, LaterEntries> {
        private Later() {
            super(LaterEntries.TABLE);
        }

        @Override
        public List<Statement> load(
                Collection<LaterEntries.Key> keys, BiConsumer<LaterEntries.Key, LaterEntries> found) {
            keys.forEach(key -> found.accept(key, new LaterEntries(key, effect(key))));
            return List.of();
        }

        private long effect(LaterEntries.Key key) {
            return entries.rows().values().stream()
                    .filter(entry -> entry.place().terminal().equals(key.place().terminal()))
                    .filter(entry -> entry.place().sequence() > key.place().sequence())
                    .filter(entry -> entry.fact()
                            .filter(fact -> fact.told().sku().equals(key.sku()))
                            .isPresent())
                    .mapToLong(RecordedEntry::effect)
                    .sum();
        }
    }
}
