package io.omnihub.transfer;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Goods that one location sends to another: for a customer who collects them there, because somebody wants them there, or
 * because that location has not taken them.
 *
 * @param reference the caller's, unique for ever; empty for what the hub made
 * @param fulfillmentOrderId what they are for; empty where they are for nobody in particular
 * @param returnOf the transfer of which they were not taken
 * @param reason why somebody wants them there
 * @param expectedAt when they are expected, or can be handed over; moves while they are late
 * @param lines by their numbers
 * @param version grows with every change, from 1
 */
public record TransferOrder(
        UUID id,
        Optional<String> reference,
        LocationCode source,
        LocationCode destination,
        TransferState state,
        Optional<UUID> fulfillmentOrderId,
        Optional<UUID> returnOf,
        Optional<String> reason,
        Instant createdAt,
        Optional<Instant> expectedAt,
        TransferHandling handling,
        List<TransferLine> lines,
        long version) {
    public static final Table<UUID, TransferOrder> TABLE = new Table<>("transfer-order", 400);

    /** Lines of one transfer at most. */
    public static final int MAX_LINES = 1_000;

    /** The kind of due work that looks whether it is late; its subject is the transfer's id. */
    public static final String LATE_WORK = "transfer-late";

    public TransferOrder {
        lines = List.copyOf(lines);
        if (source.equals(destination)) {
            throw new IllegalArgumentException("a transfer leads from one location to another");
        }
        if (version < 1) {
            throw new IllegalArgumentException("there is no version " + version);
        }
    }

    /** What brings goods to where an order is collected; approved, since somebody waits for it. */
    public static TransferOrder bound(
            UUID id,
            LocationCode source,
            LocationCode destination,
            UUID fulfillmentOrderId,
            Instant now,
            Instant expectedAt,
            List<TransferLine> lines) {
        return new TransferOrder(
                id,
                Optional.empty(),
                source,
                destination,
                TransferState.APPROVED,
                Optional.of(fulfillmentOrderId),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.of(expectedAt),
                TransferHandling.NONE,
                lines,
                1);
    }

    /** What brings back units of this one, which have left its destination already. */
    TransferOrder back(
            UUID backId, TransferHandling underWay, List<TransferLine> units, Instant now, Instant expected) {
        LocationCode from = destination;
        LocationCode to = source;
        return new TransferOrder(
                backId,
                Optional.empty(),
                from,
                to,
                TransferState.IN_TRANSIT,
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                now,
                Optional.of(expected),
                underWay,
                units,
                1);
    }

    /** Allocates its units at the source and puts it among the changes of the decision that needs it. */
    public void stage(Changes changes, StockLedger ledger) {
        lines.forEach(line -> ledger.allocateTransfer(atSource(line), line.quantity()));
        changes.put(TABLE, id, this).announce(TransferEvents.made(this));
    }

    /**
     * Sets units free that the order which it is for no longer wants: what has not left is available at the source again,
     * what has arrived at the destination, and what is on its way will be there.
     */
    public TransferOrder release(int lineNumber, long units, Changes changes, StockLedger ledger) {
        TransferLine line = line(lineNumber).orElseThrow();
        TransferLine fewer = line.release(units);
        long staying = line.quantity() - fewer.quantity();
        long there = line.allocatedThere() - fewer.allocatedThere();
        if (staying > 0) {
            ledger.cancelTransfer(atSource(line), staying);
        }
        if (there > 0) {
            ledger.cancel(atDestination(line), there);
        }
        TransferOrder released = withLines(replaced(fewer)).progressed().next();
        changes.put(TABLE, id, released);
        if (released.state().isSettled() || staying > 0) {
            changes.announce(TransferEvents.released(this, released));
        }
        TransferEvents.cleared(this, released).ifPresent(changes::announce);
        return released;
    }

    /** Whether nothing more is to come for whom it is for. */
    public boolean hasBroughtAll() {
        return state.isSettled() || lines.stream().allMatch(line -> line.allocatedThere() == line.wanted());
    }

    /** Whether its source has not found all of it. */
    public boolean wasMissed() {
        return handling.discrepancies().stream().anyMatch(found -> found.kind() == TransferHandling.Kind.MISSING);
    }

    /** What it was for has what it wanted, and has its units as its own; what is still to come is for nobody. */
    public void handOver(Changes changes) {
        if (!state.isSettled()) {
            changes.put(
                    TABLE,
                    id,
                    withLines(lines.stream().map(TransferLine::handedOver).toList()));
        }
    }

    /** Does something with it, and puts the result among the changes; its stock is locked. */
    public MoveResult move(Move move, MoveContext context) {
        return Moving.move(this, move, context);
    }

    public Optional<TransferLine> line(int lineNumber) {
        return lines.stream().filter(line -> line.lineNumber() == lineNumber).findFirst();
    }

    /** The cells whose stock is allocated here, at the source or for an order at the destination. */
    public List<Cell> cells() {
        return lines.stream()
                .flatMap(line -> line.allocatedThere() > 0
                        ? Stream.of(atSource(line), atDestination(line))
                        : Stream.of(atSource(line)))
                .toList();
    }

    /** The cells whose stock a move changes. */
    public List<Cell> cells(Move move) {
        return Touched.by(move, this).cells();
    }

    Cell atSource(TransferLine line) {
        return new Cell(line.sku(), source);
    }

    Cell atDestination(TransferLine line) {
        return new Cell(line.sku(), destination);
    }

    /** In the state that follows from how much of it has left and arrived. */
    TransferOrder progressed() {
        boolean left = lines.stream().anyMatch(line -> line.shipped() > 0);
        if (lines.stream().allMatch(line -> line.quantity() == 0)) {
            return in(TransferState.CANCELLED);
        }
        if (!left) {
            return this;
        }
        if (lines.stream().allMatch(line -> line.unshipped() == 0 && line.outstanding() == 0)) {
            return in(TransferState.RECEIVED);
        }
        boolean arrived = lines.stream().anyMatch(TransferLine::hasArrivals);
        return in(arrived ? TransferState.PARTIALLY_RECEIVED : TransferState.IN_TRANSIT);
    }

    /** What the audit log says of it. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("source", source.value());
        facts.put("destination", destination.value());
        facts.put("state", state.wire());
        facts.put("version", version);
        facts.put("quantity", sum(TransferLine::quantity));
        facts.put("shipped", sum(TransferLine::shipped));
        facts.put("accepted", sum(TransferLine::accepted));
        facts.put("rejected", sum(TransferLine::rejected));
        facts.put("lost", sum(TransferLine::lost));
        facts.put("excess", sum(TransferLine::excess));
        return facts;
    }

    private long sum(ToLongFunction<TransferLine> units) {
        return lines.stream().mapToLong(units).sum();
    }

    private List<TransferLine> replaced(TransferLine changed) {
        return lines.stream()
                .map(line -> line.lineNumber() == changed.lineNumber() ? changed : line)
                .toList();
    }

    TransferOrder in(TransferState next) {
        return with(next, expectedAt, handling, lines, version);
    }

    public TransferOrder withLines(List<TransferLine> all) {
        return with(state, expectedAt, handling, all, version);
    }

    TransferOrder expected(Optional<Instant> at) {
        return with(state, at, handling, lines, version);
    }

    TransferOrder with(TransferHandling newHandling) {
        return with(state, expectedAt, newHandling, lines, version);
    }

    /** The same at its next version. */
    TransferOrder next() {
        return with(state, expectedAt, handling, lines, version + 1);
    }

    private TransferOrder with(
            TransferState newState,
            Optional<Instant> newExpectation,
            TransferHandling newHandling,
            List<TransferLine> newLines,
            long newVersion) {
        return new TransferOrder(
                id,
                reference,
                source,
                destination,
                newState,
                fulfillmentOrderId,
                returnOf,
                reason,
                createdAt,
                newExpectation,
                newHandling,
                newLines,
                newVersion);
    }
}
