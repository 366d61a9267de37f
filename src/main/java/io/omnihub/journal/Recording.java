package io.omnihub.journal;

import io.omnihub.engine.Changes;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.AdjustmentReason;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Deficit;
import io.omnihub.inventory.JournalPlace;
import io.omnihub.inventory.LastCount;
import io.omnihub.inventory.LedgerSince;
import io.omnihub.inventory.Moment;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.journal.JournalEntry.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Records entries that have not come before, one after the other, in the order of their sequence. */
final class Recording {
    /** How many sequences an event names. */
    private static final int MAX_NAMED = 100;

    private final RecordEntries command;
    private final View view;
    private final Instant now;
    private final Changes changes = new Changes();
    private final StockLedger ledger;
    private final Map<Cell, LastCount> counted = new HashMap<>();
    private final Map<JournalPlace, Verdict> verdicts = new HashMap<>();
    private final List<Long> rejected = new ArrayList<>();
    private final Set<ReusedSequence.Key> reused = new HashSet<>();
    private TerminalJournal journal;

    Recording(RecordEntries command, View view, Instant now) {
        this.command = command;
        this.view = view;
        this.now = now;
        this.ledger = new StockLedger(
                view, changes, command.terminal().id(), command.actor().id(), Optional.empty());
        this.journal = view.find(TerminalJournal.TABLE, command.terminal()).orElseThrow();
    }

    void record(RecordEntries.Judged judged) {
        Applied applied = judged.rejection().map(Applied::rejected).orElseGet(() -> apply((Fact) judged.entry()));
        JournalEntry entry = judged.entry();
        JournalPlace place = command.place(entry);
        verdicts.put(place, applied.verdict());
        journal = journal.with(entry.sequence(), applied.verdict().outcome(), now);
        if (applied.verdict().outcome() == Outcome.REJECTED) {
            rejected.add(entry.sequence());
        }
        var recorded = new RecordedEntry(
                place,
                command.terminal().location(),
                judged.fingerprint(),
                applied.verdict(),
                fact(entry),
                applied.effect());
        changes.put(RecordedEntry.TABLE, place, recorded);
    }

    /** Keeps for review what came under a sequence that was used before. */
    void reject(JournalEntry entry) {
        ReusedSequence.Key key = command.reuse(entry);
        if (view.find(ReusedSequence.TABLE, key).isEmpty()) {
            reused.add(key);
            var reuse = new ReusedSequence(key, command.terminal().location(), fact(entry));
            changes.put(ReusedSequence.TABLE, key, reuse);
        }
    }

    /** What is to be read first. */
    Optional<Reads> watchDeficits() {
        return Deficit.watch(ledger, view, changes, command.id(), now);
    }

    boolean isEmpty() {
        return verdicts.isEmpty() && reused.isEmpty();
    }

    boolean isNew(ReusedSequence.Key key) {
        return reused.contains(key);
    }

    Verdict verdict(JournalPlace place) {
        return Objects.requireNonNull(verdicts.get(place));
    }

    Changes end() {
        changes.put(
                TerminalJournal.TABLE, command.terminal(), reused.isEmpty() ? journal : journal.reused(reused.size()));
        if (!rejected.isEmpty()) {
            changes.announce(new NewEvent(
                    "io.omnihub.journal.entries-rejected.v1",
                    command.terminal().id().toString(),
                    facts(rejected)));
        }
        if (!reused.isEmpty()) {
            changes.announce(journal.attention()
                    .raised(facts(reused.stream()
                            .map(key -> key.place().sequence())
                            .sorted()
                            .toList())));
        }
        return changes;
    }

    private Map<String, Object> facts(List<Long> sequences) {
        return Map.of(
                "terminal", command.terminal().id().toString(),
                "location", command.terminal().location().value(),
                "count", sequences.size(),
                "sequences", sequences.stream().limit(MAX_NAMED).toList());
    }

    /** @param effect on what is on hand */
    private record Applied(Verdict verdict, long effect) {
        private static final Applied SUPERSEDED = new Applied(Verdict.SUPERSEDED, 0);

        private static Applied rejected(Rejection why) {
            return new Applied(Verdict.rejected(why), 0);
        }

        private static Applied of(long effect) {
            return new Applied(Verdict.APPLIED, effect);
        }
    }

    private Applied apply(Fact fact) {
        Moment moment = moment(fact);
        StockLedger then = ledger.at(moment.at());
        return fact instanceof JournalEntry.Count count ? count(count, moment) : move(fact, moment, then);
    }

    /** When it happened; what a clock that is ahead says, happens now. */
    private Moment moment(Fact fact) {
        Moment told = command.moment(fact);
        return told.at().isAfter(now) ? new Moment(told.cell(), now, told.place()) : told;
    }

    /** Whatever is damaged was counted all the same, and so was what came back and is not for sale. */
    private Applied move(Fact fact, Moment moment, StockLedger then) {
        Cell cell = moment.cell();
        long quantity = fact.quantity();
        if (fact.kind() == JournalKind.DAMAGE) {
            then.adjust(cell, AdjustmentReason.DAMAGED, quantity);
            return Applied.of(0);
        }
        boolean isForSale = !(fact instanceof JournalEntry.Return back) || back.restocked();
        if (lastCount(cell).filter(last -> last.includes(moment)).isPresent()) {
            if (!isForSale) {
                then.setReturnAside(cell, quantity);
            }
            return Applied.SUPERSEDED;
        }
        switch (fact.kind()) {
            case SALE -> then.sell(cell, quantity);
            case VOID -> then.voidSale(cell, quantity);
            case RECEIPT -> then.adjust(cell, AdjustmentReason.RECEIPT, quantity);
            case FOUND -> then.adjust(cell, AdjustmentReason.FOUND, quantity);
            case WRITE_OFF -> then.adjust(cell, AdjustmentReason.WRITE_OFF, quantity);
            case RETURN -> {
                if (isForSale) {
                    then.returnToShelf(cell, quantity);
                } else {
                    then.receiveReturn(cell, quantity);
                }
            }
            case DAMAGE, COUNT -> throw new IllegalStateException("moves nothing on hand: " + fact.kind());
        }
        boolean leaves = fact.kind() == JournalKind.SALE || fact.kind() == JournalKind.WRITE_OFF;
        return Applied.of(leaves ? -quantity : quantity);
    }

    /** What has happened since is added to what was counted. */
    private Applied count(JournalEntry.Count count, Moment moment) {
        Cell cell = moment.cell();
        if (lastCount(cell).filter(last -> last.supersedes(moment)).isPresent()) {
            return Applied.SUPERSEDED;
        }
        long version = ledger.level(cell).map(StockLevel::onHandVersion).orElse(0L);
        if (count.onHandVersion().filter(known -> known != version).isPresent()) {
            return Applied.rejected(Rejection.STALE_COUNT);
        }
        long since = LedgerSince.of(command.moment(count), view).happened()
                + LaterEntries.effect(command.later(count), view);
        long difference = count.quantity() + since - ledger.onHand(cell);
        ledger.correct(moment, difference);
        LastCount.note(moment, changes);
        counted.put(cell, new LastCount(moment));
        return Applied.of(difference);
    }

    private Optional<LastCount> lastCount(Cell cell) {
        return Optional.ofNullable(counted.get(cell)).or(() -> view.find(LastCount.TABLE, cell));
    }

    private static Optional<Fact> fact(JournalEntry entry) {
        return entry instanceof Fact fact ? Optional.of(fact) : Optional.empty();
    }
}
