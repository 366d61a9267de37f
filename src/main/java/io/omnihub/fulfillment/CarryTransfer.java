package io.omnihub.fulfillment;

import io.omnihub.catalog.Barcode;
import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.hold.ExpiredHolds;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.MoveContext;
import io.omnihub.transfer.MoveResult;
import io.omnihub.transfer.TransferLine;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferSupply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Does a move with a transfer, and lets what waits for it follow.
 *
 * @param known the transfer as it was read before, from which the reads are guessed
 * @param waiting what it is for, as it was read before
 * @param expected the versions of the transfer that the caller has in mind; empty for any
 */
record CarryTransfer(
        UUID id,
        Actor actor,
        TransferOrder known,
        Optional<FulfillmentOrder> waiting,
        Move move,
        Optional<Versions> expected,
        List<CommandKey> keys)
        implements Command<CarryTransferResult> {
    @Override
    public Reads reads() {
        Reads reads = new Reads()
                .lock(TransferOrder.TABLE, Set.of(known.id()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .lock(StockLevel.TABLE, known.cells(move))
                .read(ExpiredHolds.TABLE, toPromise());
        waiting.ifPresent(part -> reads.lock(OrderFulfillment.TABLE, Set.of(part.orderId())));
        barcode(known).ifPresent(barcode -> reads.and(barcode.reads()));
        return reads.and(TransferSupply.of(known, move).reads());
    }

    @Override
    public Decision<CarryTransferResult> decide(View view, Instant now) {
        TransferOrder transfer = view.find(TransferOrder.TABLE, known.id()).orElseThrow();
        if (expected.filter(versions -> !versions.contain(transfer.version())).isPresent()) {
            return new Decision.Refuse<>(new CarryTransferResult.OtherVersion(transfer.version()));
        }
        Move meant = meant(transfer, view);
        boolean isAllowed = transfer.state().after(move.step()).isPresent();
        List<Cell> cells = isAllowed ? transfer.cells(meant) : List.of();
        TransferSupply supply = TransferSupply.of(transfer, meant);
        Reads unread = new Reads().lock(StockLevel.TABLE, StockLevel.unread(cells.stream(), view));
        if (isAllowed) {
            unread.and(supply.unread(view));
        }
        if (unread.weight() > 0) {
            return new Decision.Again<>(unread);
        }
        List<Cell> missing = StockLevel.missing(cells.stream(), view);
        if (!missing.isEmpty()) {
            return new Decision.Again<>(new Reads().create(StockLevel.TABLE, missing));
        }
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, transfer.id(), actor.id(), Optional.empty());
        ExpiredHolds.free(toPromise(), view, changes, ledger);
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var context = new MoveContext(id, changes, ledger, catalog, now);
        MoveResult result = transfer.move(meant, context);
        if (!(result instanceof MoveResult.Moved(TransferOrder after))) {
            return new Decision.Refuse<>(new CarryTransferResult.Refused(result));
        }
        supply.follow(Optional.of(transfer), after, context);
        follow(transfer, after, view, new StepContext(id, changes, ledger, catalog, now));
        actor.note(changes, "transfer:" + transfer.id(), Optional.of(transfer.facts()), after.facts());
        return new Decision.Accept<>(new CarryTransferResult.Carried(after, false), transfer.id(), changes);
    }

    /** What it takes at its source; units of holds that have expired are free for it. */
    private Set<Sku> toPromise() {
        return move instanceof Move.Approve
                ? known.lines().stream().map(TransferLine::sku).collect(Collectors.toSet())
                : Set.of();
    }

    private void follow(TransferOrder before, TransferOrder after, View view, StepContext context) {
        waiting.ifPresent(known -> {
            OrderFulfillment fulfillment = OrderFulfillment.of(known.orderId(), view);
            fulfillment.follow(fulfillment.part(known.id()).orElseThrow(), before, after, context);
        });
    }

    /** A barcode means the item that has it, unless it is the SKU of a line. */
    private Move meant(TransferOrder transfer, View view) {
        return move instanceof Move.Scan scan
                ? barcode(transfer)
                        .flatMap(barcode -> barcode.item(view))
                        .map(Sku::value)
                        .map(scan::of)
                        .orElse(scan)
                : move;
    }

    private Optional<Barcode> barcode(TransferOrder transfer) {
        return move instanceof Move.Scan scan && !scan.names(transfer) && Barcode.isValid(scan.code())
                ? Optional.of(new Barcode(scan.code()))
                : Optional.empty();
    }
}
