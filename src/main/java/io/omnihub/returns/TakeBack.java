package io.omnihub.returns;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Records goods that a location took back without an order: they lie there now, and nothing is due for them here. */
record TakeBack(UUID id, Actor actor, TakenBack taken, List<CommandKey> keys) implements Command<TakeBackResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, skus())
                .lock(StockLevel.TABLE, cells());
    }

    @Override
    public Decision<TakeBackResult> decide(View view, Instant now) {
        Optional<Location> location =
                view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow().location(taken.location());
        if (location.isEmpty()) {
            return new Decision.Refuse<>(new TakeBackResult.UnknownLocation());
        }
        if (location.get().state() == EntryState.INACTIVE) {
            return new Decision.Refuse<>(new TakeBackResult.InactiveLocation());
        }
        Set<Sku> unknown = new LinkedHashSet<>(skus());
        unknown.removeIf(sku -> view.find(Item.TABLE, sku).isPresent());
        if (!unknown.isEmpty()) {
            return new Decision.Refuse<>(new TakeBackResult.UnknownItems(unknown));
        }
        List<Cell> missing = cells().stream()
                .filter(cell -> view.find(StockLevel.TABLE, cell).isEmpty())
                .toList();
        return missing.isEmpty()
                ? take(view, now)
                : new Decision.Again<>(new Reads().create(StockLevel.TABLE, missing));
    }

    private Decision<TakeBackResult> take(View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, id, actor.id(), Optional.empty());
        List<Return.Line> lines = new ArrayList<>();
        for (TakenBack.Line line : taken.lines()) {
            lines.add(Return.Line.announced(
                            lines.size() + 1, Optional.empty(), line.sku(), line.quantity(), line.reason())
                    .receive(line.quantity()));
            ledger.receiveReturn(new Cell(line.sku(), taken.location()), line.quantity());
        }
        var made = new Return(
                id,
                Optional.empty(),
                taken.reference(),
                ReturnState.RECEIVED,
                Optional.of(taken.location()),
                lines,
                Optional.empty(),
                Optional.empty(),
                actor.id(),
                now,
                1);
        made.put(Optional.empty(), changes);
        actor.noteNew(changes, "return:" + id, made.facts());
        return new Decision.Accept<>(new TakeBackResult.Taken(made, false), id, changes);
    }

    private Set<Sku> skus() {
        return taken.lines().stream().map(TakenBack.Line::sku).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Cell> cells() {
        return skus().stream().map(sku -> new Cell(sku, taken.location())).toList();
    }
}
