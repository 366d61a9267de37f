package io.omnihub.journal;

import io.omnihub.catalog.Item;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.JournalPlace;
import io.omnihub.inventory.LastCount;
import io.omnihub.inventory.LedgerSince;
import io.omnihub.inventory.Moment;
import io.omnihub.inventory.StockLevel;
import io.omnihub.journal.JournalEntry.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Records a page of a terminal's journal. Each of its entries is known by its sequence, under the lock of the journal, so
 * that the command needs no key: what came before is answered as then.
 */
record RecordEntries(UUID id, Actor actor, Terminal terminal, List<JournalEntry> entries) implements Command<Recorded> {
    /** A clock may be ahead of the hub's by less; what it says is then taken for now. */
    static final Duration MAX_AHEAD = Duration.ofDays(1);

    /** What is older was not kept by a terminal that was offline. */
    static final Duration MAX_AGE = Duration.ofDays(100);

    RecordEntries {
        entries = List.copyOf(entries);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        List<Fact> facts = entries.stream()
                .filter(Fact.class::isInstance)
                .map(Fact.class::cast)
                .toList();
        Set<Cell> cells = new HashSet<>();
        facts.forEach(fact -> cells.add(cell(fact)));
        List<Fact> counts =
                facts.stream().filter(fact -> fact.kind() == JournalKind.COUNT).toList();
        return new Reads()
                .lock(TerminalJournal.TABLE, Set.of(terminal))
                .read(RecordedEntry.TABLE, entries.stream().map(this::place).toList())
                .read(Item.TABLE, cells.stream().map(Cell::sku).toList())
                .lock(StockLevel.TABLE, cells)
                .read(LastCount.TABLE, cells)
                .read(LedgerSince.TABLE, counts.stream().map(this::moment).toList())
                .read(LaterEntries.TABLE, counts.stream().map(this::later).toList());
    }

    @Override
    public Decision<Recorded> decide(View view, Instant now) {
        var page = new Page(view, now);
        entries.stream()
                .sorted(Comparator.comparingLong(JournalEntry::sequence))
                .forEach(page::sort);
        Reads unread = page.unread();
        if (unread.weight() > 0 || LedgerSince.isOld(page.counted().map(this::moment), view)) {
            return new Decision.Again<>(unread);
        }
        var recording = new Recording(this, view, now);
        page.fresh.forEach(recording::record);
        page.reused.values().forEach(recording::reject);
        Optional<Reads> unwatched = recording.watchDeficits();
        if (unwatched.isPresent()) {
            return new Decision.Again<>(unwatched.get());
        }
        var recorded = new Recorded(entries.stream()
                .map(entry -> acknowledgement(entry, page, recording))
                .toList());
        return recording.isEmpty()
                ? new Decision.Refuse<>(recorded)
                : new Decision.Accept<>(recorded, terminal.id(), recording.end());
    }

    private Acknowledgement acknowledgement(JournalEntry entry, Page page, Recording recording) {
        JournalPlace place = place(entry);
        if (!page.reused.isEmpty() && page.reused.containsKey(reuse(entry))) {
            return new Acknowledgement(
                    entry.sequence(), Verdict.rejected(Rejection.SEQUENCE_REUSED), !recording.isNew(reuse(entry)));
        }
        return Optional.ofNullable(page.known.get(place))
                .map(RecordedEntry::repeated)
                .orElseGet(() -> new Acknowledgement(entry.sequence(), recording.verdict(place), false));
    }

    /** The entries by what is known of them, in the order of their sequence. */
    private final class Page {
        private final View view;
        private final Instant now;
        private final List<Judged> fresh = new ArrayList<>();
        private final Map<JournalPlace, UUID> seen = new HashMap<>();
        private final Map<JournalPlace, RecordedEntry> known = new HashMap<>();
        private final Map<ReusedSequence.Key, JournalEntry> reused = new HashMap<>();

        Page(View view, Instant now) {
            this.view = view;
            this.now = now;
        }

        void sort(JournalEntry entry) {
            JournalPlace place = place(entry);
            UUID fingerprint = entry.fingerprint();
            Optional<RecordedEntry> before = view.find(RecordedEntry.TABLE, place);
            before.ifPresent(recorded -> known.put(place, recorded));
            UUID first = before.map(RecordedEntry::fingerprint).orElseGet(() -> seen.getOrDefault(place, fingerprint));
            if (!first.equals(fingerprint)) {
                reused.put(reuse(entry), entry);
            } else if (before.isEmpty() && seen.put(place, fingerprint) == null) {
                fresh.add(new Judged(entry, fingerprint, rejection(entry)));
            }
        }

        private Optional<Rejection> rejection(JournalEntry entry) {
            return switch (entry) {
                case JournalEntry.Unreadable unreadable -> Optional.of(unreadable.why());
                case Fact fact -> rejection(fact);
            };
        }

        /** In the order in which they are looked for. */
        private Optional<Rejection> rejection(Fact fact) {
            if (fact.told()
                    .location()
                    .filter(named -> !named.equals(terminal.location()))
                    .isPresent()) {
                return Optional.of(Rejection.WRONG_LOCATION);
            }
            if (view.find(Item.TABLE, fact.told().sku()).isEmpty()) {
                return Optional.of(Rejection.UNKNOWN_ITEM);
            }
            Instant at = fact.told().occurredAt();
            return at.isAfter(now.plus(MAX_AHEAD)) || at.isBefore(now.minus(MAX_AGE))
                    ? Optional.of(Rejection.TIME_OUT_OF_RANGE)
                    : Optional.empty();
        }

        /** What has to be made or read before any of it is recorded. */
        Reads unread() {
            var reads = new Reads();
            if (view.find(TerminalJournal.TABLE, terminal).isEmpty()) {
                reads.create(TerminalJournal.TABLE, Set.of(terminal));
            }
            return reads.create(
                            StockLevel.TABLE,
                            StockLevel.missing(
                                    taken().map(RecordEntries.this::cell).distinct(), view))
                    .read(
                            ReusedSequence.TABLE,
                            reused.keySet().stream()
                                    .filter(key -> !view.covers(ReusedSequence.TABLE, key))
                                    .toList());
        }

        Stream<Fact> counted() {
            return taken().filter(fact -> fact.kind() == JournalKind.COUNT);
        }

        private Stream<Fact> taken() {
            return fresh.stream().flatMap(judged -> judged.taken().stream());
        }
    }

    /**
     * An entry that has not come before.
     *
     * @param rejection by what can be said of it alone
     */
    record Judged(JournalEntry entry, UUID fingerprint, Optional<Rejection> rejection) {
        private Optional<Fact> taken() {
            return rejection.isEmpty() && entry instanceof Fact fact ? Optional.of(fact) : Optional.empty();
        }
    }

    JournalPlace place(JournalEntry entry) {
        return new JournalPlace(terminal.id(), entry.sequence());
    }

    ReusedSequence.Key reuse(JournalEntry entry) {
        return new ReusedSequence.Key(place(entry), entry.fingerprint());
    }

    Cell cell(Fact fact) {
        return new Cell(fact.told().sku(), terminal.location());
    }

    /** When it happened, by the terminal. */
    Moment moment(Fact fact) {
        return new Moment(cell(fact), fact.told().occurredAt(), Optional.of(place(fact)));
    }

    LaterEntries.Key later(Fact fact) {
        return new LaterEntries.Key(place(fact), fact.told().sku());
    }
}
