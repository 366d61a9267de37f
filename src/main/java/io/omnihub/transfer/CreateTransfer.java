package io.omnihub.transfer;

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
import io.omnihub.hold.ExpiredHolds;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a transfer as a draft, or approves it in the same decision. */
record CreateTransfer(UUID id, Actor actor, NewTransfer wanted, List<CommandKey> keys)
        implements Command<CreateTransferResult> {
    @Override
    public Reads reads() {
        Reads reads =
                new Reads().read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT)).read(Item.TABLE, skus());
        return wanted.approved()
                ? reads.lock(StockLevel.TABLE, atSource().collect(Collectors.toSet()))
                        .read(ExpiredHolds.TABLE, skus())
                        .read(DatedSupply.TABLE, skus())
                : reads;
    }

    private Set<Sku> skus() {
        return wanted.lines().stream().map(NewTransfer.Line::sku).collect(Collectors.toSet());
    }

    private Stream<Cell> atSource() {
        return wanted.lines().stream().map(line -> new Cell(line.sku(), wanted.source()));
    }

    @Override
    public Decision<CreateTransferResult> decide(View view, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        Optional<CreateTransferResult> unusable = unusable(view, catalog, now);
        if (unusable.isPresent()) {
            return new Decision.Refuse<>(unusable.get());
        }
        var changes = new Changes();
        TransferOrder draft = draft(now);
        if (!wanted.approved()) {
            changes.put(TransferOrder.TABLE, id, draft).announce(TransferEvents.made(draft));
            return accept(draft, changes);
        }
        var ledger = new StockLedger(view, changes, id, actor.id(), Optional.empty());
        ExpiredHolds.free(skus(), view, changes, ledger);
        return approve(draft, ledger, new MoveContext(id, changes, ledger, catalog, now));
    }

    private Optional<CreateTransferResult> unusable(View view, Catalog catalog, Instant now) {
        Set<LocationCode> unknown = ends(code -> catalog.location(code).isEmpty());
        if (!unknown.isEmpty()) {
            return Optional.of(new CreateTransferResult.UnknownLocations(unknown));
        }
        Set<LocationCode> inactive = ends(code -> catalog.location(code)
                .map(Location::state)
                .filter(state -> state == EntryState.INACTIVE)
                .isPresent());
        if (!inactive.isEmpty()) {
            return Optional.of(new CreateTransferResult.InactiveLocations(inactive));
        }
        Set<Sku> skus = wanted.lines().stream()
                .map(NewTransfer.Line::sku)
                .filter(sku -> view.find(Item.TABLE, sku).isEmpty())
                .collect(Collectors.toSet());
        if (!skus.isEmpty()) {
            return Optional.of(new CreateTransferResult.UnknownItems(skus));
        }
        return wanted.expectedAt().map(at -> MoveContext.canExpect(at, now)).orElse(true)
                ? Optional.empty()
                : Optional.of(new CreateTransferResult.BadExpectation());
    }

    private Set<LocationCode> ends(Predicate<LocationCode> atFault) {
        return Stream.of(wanted.source(), wanted.destination()).filter(atFault).collect(Collectors.toSet());
    }

    private TransferOrder draft(Instant now) {
        List<TransferLine> lines = new ArrayList<>();
        for (NewTransfer.Line line : wanted.lines()) {
            lines.add(TransferLine.of(lines.size() + 1, line.sku(), line.quantity()));
        }
        return new TransferOrder(
                id,
                Optional.of(wanted.reference()),
                wanted.source(),
                wanted.destination(),
                TransferState.DRAFT,
                Optional.empty(),
                Optional.empty(),
                wanted.reason(),
                now,
                wanted.expectedAt(),
                TransferHandling.NONE,
                lines,
                1);
    }

    private Decision<CreateTransferResult> approve(TransferOrder draft, StockLedger ledger, MoveContext context) {
        List<MoveResult.Shortage> shortages = Moving.shortages(draft, ledger);
        if (!shortages.isEmpty()) {
            return new Decision.Refuse<>(new CreateTransferResult.Insufficient(shortages));
        }
        TransferOrder approved = draft.in(TransferState.APPROVED);
        approved.stage(context.changes(), ledger);
        context.expect(approved);
        TransferSupply.of(approved).follow(Optional.empty(), approved, context);
        return accept(approved, context.changes());
    }

    private Decision<CreateTransferResult> accept(TransferOrder transfer, Changes changes) {
        actor.noteNew(changes, "transfer:" + id, transfer.facts());
        return new Decision.Accept<>(new CreateTransferResult.Created(transfer, false), id, changes);
    }
}
