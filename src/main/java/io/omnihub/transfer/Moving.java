package io.omnihub.transfer;

import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.transfer.TransferHandling.Discrepancy;
import io.omnihub.transfer.TransferHandling.Kind;
import io.omnihub.transfer.TransferHandling.ShippedUnits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Does one move with one transfer: a class for each end of it. */
abstract sealed class Moving permits Sending, Receiving, Ending {
    final TransferOrder before;
    final MoveContext context;
    private final Map<Integer, TransferLine> lines = new LinkedHashMap<>();
    private final List<Discrepancy> found = new ArrayList<>();
    private final Map<Integer, TransferLine> goingBack = new TreeMap<>();

    Moving(TransferOrder before, MoveContext context) {
        this.before = before;
        this.context = context;
        before.lines().forEach(this::put);
    }

    static MoveResult move(TransferOrder before, Move move, MoveContext context) {
        Optional<TransferState> allowed = before.state().after(move.step());
        if (allowed.isEmpty()) {
            return new MoveResult.NotAllowed(before);
        }
        TransferState next = allowed.get();
        return switch (move) {
            case Move.Approve _ -> new Sending(before, context).approve(next);
            case Move.StartPicking _ -> new Sending(before, context).begin(next);
            case Move.Ship ship -> new Sending(before, context).ship(ship);
            case Move.Receive receive -> new Receiving(before, context).receive(receive);
            case Move.Scan scan -> new Receiving(before, context).scan(scan);
            case Move.FindLate _ -> new Receiving(before, context).findLate();
            case Move.Close close -> new Ending(before, context).close(close, next);
            case Move.Cancel cancel -> new Ending(before, context).cancel(cancel, next);
        };
    }

    /** What its source cannot promise of it; the same SKU may stand on several lines. */
    static List<MoveResult.Shortage> shortages(TransferOrder transfer, StockLedger ledger) {
        Map<Cell, Long> taken = new HashMap<>();
        List<MoveResult.Shortage> shortages = new ArrayList<>();
        for (TransferLine line : transfer.lines()) {
            Cell cell = transfer.atSource(line);
            long before = taken.getOrDefault(cell, 0L);
            long available = Math.max(0, ledger.availableToFulfil(cell) - before);
            if (available < line.quantity()) {
                shortages.add(new MoveResult.Shortage(line.lineNumber(), line.sku(), line.quantity(), available));
            }
            taken.put(cell, before + line.quantity());
        }
        return shortages;
    }

    final void reject(int lineNumber, Move.Rejected rejected) {
        TransferLine line = line(lineNumber);
        switch (rejected.disposition()) {
            case UNAVAILABLE -> context.ledger().receiveUnavailable(before.atDestination(line), rejected.quantity());
            case RETURN -> sendBack(line, rejected.quantity());
        }
        note(
                line,
                Kind.REJECTED,
                rejected.quantity(),
                Optional.of(rejected.reason()),
                Optional.of(rejected.disposition()));
        put(line.reject(rejected.quantity()));
    }

    private void sendBack(TransferLine line, long units) {
        context.ledger().returnTransfer(before.atDestination(line), before.atSource(line), units);
        goingBack.put(line.lineNumber(), TransferLine.underWay(line.lineNumber(), line.sku(), units));
    }

    final void lose(int lineNumber, long units, Optional<DiscrepancyReason> reason) {
        TransferLine line = line(lineNumber);
        context.ledger().loseTransfer(before.atDestination(line), units);
        note(line, Kind.LOST, units, reason, Optional.empty());
        put(line.lose(units));
    }

    /** With its lines as they are now. */
    final TransferOrder after() {
        return before.withLines(List.copyOf(lines.values()));
    }

    final MoveResult done(TransferOrder changed, String past) {
        TransferOrder after = changed.with(changed.handling().with(found)).next();
        context.changes().put(TransferOrder.TABLE, after.id(), after).announce(TransferEvents.of(past, before, after));
        TransferEvents.cleared(before, after).ifPresent(context.changes()::announce);
        if (!goingBack.isEmpty()) {
            bringBack();
        }
        return new MoveResult.Moved(after);
    }

    private void bringBack() {
        List<TransferLine> units = List.copyOf(goingBack.values());
        List<ShippedUnits> left = units.stream()
                .map(line -> new ShippedUnits(line.lineNumber(), line.quantity()))
                .toList();
        TransferHandling underWay = TransferHandling.NONE.with(Optional.empty(), Optional.empty(), context.now(), left);
        TransferOrder back = before.back(context.backId(), underWay, units, context.now(), context.backBy());
        context.expectBack(back);
        context.changes().put(TransferOrder.TABLE, back.id(), back).announce(TransferEvents.made(back));
    }

    /** Why so many units of these lines cannot be meant, by line number. */
    final Optional<MoveResult> refused(Map<Integer, Long> asked, ToLongFunction<TransferLine> open) {
        List<Integer> unknown = asked.keySet().stream()
                .filter(number -> !lines.containsKey(number))
                .toList();
        if (!unknown.isEmpty()) {
            return Optional.of(new MoveResult.UnknownLines(unknown));
        }
        List<MoveResult.Excess> beyond = asked.entrySet().stream()
                .filter(line -> line.getValue() > open.applyAsLong(line(line.getKey())))
                .map(line ->
                        new MoveResult.Excess(line.getKey(), line.getValue(), open.applyAsLong(line(line.getKey()))))
                .toList();
        return beyond.isEmpty() ? Optional.empty() : Optional.of(new MoveResult.Beyond(beyond));
    }

    final void note(
            TransferLine line,
            Kind kind,
            long units,
            Optional<DiscrepancyReason> reason,
            Optional<Disposition> disposition) {
        found.add(new Discrepancy(line.lineNumber(), kind, units, reason, disposition));
    }

    final TransferLine line(int lineNumber) {
        return Objects.requireNonNull(lines.get(lineNumber));
    }

    final void put(TransferLine line) {
        lines.put(line.lineNumber(), line);
    }
}
