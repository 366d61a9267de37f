package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Item;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.StockCount.Entry;
import io.omnihub.inventory.StockCount.Posted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings many cells to what was counted there: all entries or none. What was counted lies there, so it is posted although
 * more may be promised; {@code stock.oversold} tells of that, and {@link Deficit} has it looked after. A count that is reported late stands at its place in time:
 * what has happened since is added to it, and where a later count is known it has no effect.
 *
 * @param occurredAt when it was counted; empty for now
 * @param entries each cell once
 */
record CountStock(
        UUID id,
        Actor actor,
        String reference,
        Optional<Instant> occurredAt,
        List<Entry> entries,
        List<CommandKey> keys)
        implements Command<CountStockResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, cells().stream().map(Cell::sku).toList())
                .lock(StockLevel.TABLE, cells())
                .read(LastCount.TABLE, cells())
                .read(LedgerSince.TABLE, past());
    }

    @Override
    public Decision<CountStockResult> decide(View view, Instant now) {
        Optional<CountStockResult> refusal = refusal(view);
        if (refusal.isPresent()) {
            return new Decision.Refuse<>(refusal.get());
        }
        List<Cell> missing = StockLevel.missing(cells().stream(), view);
        if (!missing.isEmpty()) {
            return new Decision.Again<>(new Reads().create(StockLevel.TABLE, missing));
        }
        return LedgerSince.isOld(past().stream(), view) ? new Decision.Again<>(new Reads()) : count(view, now);
    }

    private Decision<CountStockResult> count(View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, id, actor.id(), Optional.empty());
        Instant at = occurredAt.filter(now::isAfter).orElse(now);
        List<Posted> posted = entries.stream()
                .map(entry -> post(entry, new Moment(entry.cell(), at), ledger, view, changes))
                .toList();
        Optional<Reads> unwatched = Deficit.watch(ledger, view, changes, id, now);
        if (unwatched.isPresent()) {
            return new Decision.Again<>(unwatched.get());
        }
        var count = new StockCount(id, reference, actor.id(), occurredAt.orElse(now), now, posted);
        changes.append(StockCount.LOG, count);
        actor.noteNew(changes, "count:" + id, facts(posted));
        return new Decision.Accept<>(new CountStockResult.Counted(count, false), id, changes);
    }

    private Posted post(Entry entry, Moment moment, StockLedger ledger, View view, Changes changes) {
        if (occurredAt.isPresent() && LastCount.supersedes(moment, view)) {
            return new Posted(entry.cell(), entry.counted(), 0, true);
        }
        long since = occurredAt
                .map(at -> LedgerSince.of(new Moment(entry.cell(), at), view).happened())
                .orElse(0L);
        long difference = entry.counted() + since - ledger.onHand(entry.cell());
        ledger.correct(moment, difference);
        LastCount.note(moment, changes);
        return new Posted(entry.cell(), entry.counted(), difference, false);
    }

    private Optional<CountStockResult> refusal(View view) {
        var faults = CellFaults.of(cells(), view);
        if (!faults.unknownItems().isEmpty()) {
            return Optional.of(new CountStockResult.UnknownItems(faults.unknownItems()));
        }
        if (!faults.unknownLocations().isEmpty()) {
            return Optional.of(new CountStockResult.UnknownLocations(faults.unknownLocations()));
        }
        if (!faults.inactiveLocations().isEmpty()) {
            return Optional.of(new CountStockResult.InactiveLocations(faults.inactiveLocations()));
        }
        List<Entry> stale = entries.stream()
                .filter(entry -> entry.isStale(view.find(StockLevel.TABLE, entry.cell())))
                .toList();
        return stale.isEmpty() ? Optional.empty() : Optional.of(new CountStockResult.Stale(stale));
    }

    private Map<String, Object> facts(List<Posted> posted) {
        return Map.of(
                "reference",
                reference,
                "entries",
                posted.stream()
                        .map(entry -> Map.of(
                                "sku", entry.cell().sku().value(),
                                "location", entry.cell().location().value(),
                                "counted", entry.counted(),
                                "difference", entry.difference()))
                        .toList());
    }

    /** The moments of which it is to be known what has happened since. */
    private List<Moment> past() {
        return occurredAt.stream()
                .flatMap(at -> entries.stream().map(entry -> new Moment(entry.cell(), at)))
                .toList();
    }

    private List<Cell> cells() {
        return entries.stream().map(Entry::cell).toList();
    }
}
