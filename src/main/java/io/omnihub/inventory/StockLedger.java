package io.omnihub.inventory;

import io.omnihub.engine.Changes;
import io.omnihub.engine.View;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The only place where a stock counter changes: one method per step of the table in {@code src/docs/stock-ledger.md}.
 * It lives for one decision, whose command has locked the SKUs, and sees its own changes.
 */
public final class StockLedger {
    private final View view;
    private final Changes changes;
    private final UUID reference;
    private final UUID actor;
    private final Optional<Instant> occurredAt;
    private final Map<Cell, StockLevel> posted;
    private final Map<Sku, DatedSupply> supplies;

    /**
     * @param reference the cause that each entry names
     * @param actor the caller's key
     * @param occurredAt when it happened, where that is not now
     */
    public StockLedger(View view, Changes changes, UUID reference, UUID actor, Optional<Instant> occurredAt) {
        this(view, changes, reference, actor, occurredAt, new HashMap<>(), new HashMap<>());
    }

    private StockLedger(
            View view,
            Changes changes,
            UUID reference,
            UUID actor,
            Optional<Instant> occurredAt,
            Map<Cell, StockLevel> posted,
            Map<Sku, DatedSupply> supplies) {
        this.view = view;
        this.changes = changes;
        this.reference = reference;
        this.actor = actor;
        this.occurredAt = occurredAt;
        this.posted = posted;
        this.supplies = supplies;
    }

    /** The same ledger for what happened at that time. */
    public StockLedger at(Instant happenedAt) {
        return new StockLedger(view, changes, reference, actor, Optional.of(happenedAt), posted, supplies);
    }

    /** Units that left a store with who bought them there; the shelf may have had fewer, by the ledger. */
    public void sell(Cell cell, long quantity) {
        post(cell, Counter.ON_HAND, -quantity, "sale");
    }

    /** Units of a sale that did not come about. */
    public void voidSale(Cell cell, long quantity) {
        post(cell, Counter.ON_HAND, quantity, "void");
    }

    /** Units that somebody gave back to a store, as good as new. */
    public void returnToShelf(Cell cell, long quantity) {
        post(cell, Counter.ON_HAND, quantity, "return");
    }

    /** Units that came back, were counted since, and of which nobody has seen yet what they are worth. */
    public void setReturnAside(Cell cell, long quantity) {
        post(cell, Counter.UNAVAILABLE, quantity, "return");
    }

    /** Promises units of a placed order. */
    public void allocate(Cell cell, long quantity) {
        post(cell, Counter.ALLOCATED, quantity, "order");
    }

    /** Gives back units that an order no longer wants. */
    public void cancel(Cell cell, long quantity) {
        post(cell, Counter.ALLOCATED, -quantity, "cancel");
    }

    /** Promises units to a transfer, which sends them to where an order is collected. */
    public void allocateTransfer(Cell cell, long quantity) {
        post(cell, Counter.ALLOCATED, quantity, "transfer");
    }

    /** Gives back units that a transfer need not send any more. */
    public void cancelTransfer(Cell cell, long quantity) {
        post(cell, Counter.ALLOCATED, -quantity, "transfer-cancel");
    }

    /** Units that leave for another location, where they are on their way from then on. */
    public void shipTransfer(Cell source, Cell destination, long quantity) {
        handOver(source, quantity, "transfer-ship");
        post(destination, Counter.IN_TRANSIT, quantity, "transfer-ship");
    }

    /** Units that have arrived. */
    public void receiveTransfer(Cell destination, long quantity) {
        post(destination, Counter.IN_TRANSIT, -quantity, "transfer-receive");
        post(destination, Counter.ON_HAND, quantity, "transfer-receive");
    }

    /** Units that have arrived and cannot be sold. */
    public void receiveUnavailable(Cell destination, long quantity) {
        receiveTransfer(destination, quantity);
        post(destination, Counter.UNAVAILABLE, quantity, "transfer-receive");
    }

    /** Units that have arrived and that nobody said were sent. */
    public void receiveExcess(Cell destination, long quantity) {
        post(destination, Counter.ON_HAND, quantity, "transfer-excess");
    }

    /** The same of units that cannot be sold. */
    public void receiveUnsellableExcess(Cell destination, long quantity) {
        receiveExcess(destination, quantity);
        post(destination, Counter.UNAVAILABLE, quantity, "transfer-excess");
    }

    /** Units that go back to where they came from. */
    public void returnTransfer(Cell destination, Cell source, long quantity) {
        post(destination, Counter.IN_TRANSIT, -quantity, "transfer-return");
        post(source, Counter.IN_TRANSIT, quantity, "transfer-return");
    }

    /** Units that were on their way and will not arrive. */
    public void loseTransfer(Cell destination, long quantity) {
        post(destination, Counter.IN_TRANSIT, -quantity, "transfer-lost");
    }

    /** Sets units aside for a cart. */
    public void hold(Cell cell, long quantity) {
        post(cell, Counter.HELD, quantity, "hold");
    }

    /** Ends the setting aside of units: their hold was released, committed by an order, or had ended before. */
    public void freeHeld(Cell cell, long quantity) {
        post(cell, Counter.HELD, -quantity, "hold-freed");
    }

    /** Units that leave for the customer. */
    public void ship(Cell cell, long quantity) {
        handOver(cell, quantity, "ship");
    }

    /** Units that the customer has collected. */
    public void collect(Cell cell, long quantity) {
        handOver(cell, quantity, "collect");
    }

    /** Units that were promised and are not there. */
    public void shortPick(Cell cell, long quantity) {
        handOver(cell, quantity, "short-pick");
    }

    /** Units that were promised and lie there damaged. */
    public void pickDamaged(Cell cell, long quantity) {
        post(cell, Counter.ALLOCATED, -quantity, "reroute");
        post(cell, Counter.UNAVAILABLE, quantity, "damaged");
    }

    /** Gives back units that another location is to send in the place of this one. */
    public void reroute(Cell cell, long quantity) {
        post(cell, Counter.ALLOCATED, -quantity, "reroute");
    }

    /** Gives back units that were made ready and not collected. */
    public void returnToStock(Cell cell, long quantity) {
        post(cell, Counter.ALLOCATED, -quantity, "returned-to-stock");
    }

    /** Units that a supplier has delivered. */
    public void receive(Cell cell, long quantity) {
        post(cell, Counter.ON_HAND, quantity, "receipt");
    }

    /** What is expected of a SKU, after the steps so far; nothing where it was not read. */
    public DatedSupply supply(Sku sku) {
        DatedSupply known = supplies.get(sku);
        return known == null ? DatedSupply.of(sku, view) : known;
    }

    /** Units that are to come from that source from now on, and when. */
    public void expect(DatedSupply.Source source, Cell cell, Instant at, long open) {
        put(supply(cell.sku()).expecting(source, cell.location(), at, open));
    }

    /** Sets aside for those to whom they are promised what units have come of a source. */
    public void setAside(UUID source, Cell cell, long arrived) {
        long promised = Math.min(arrived, supply(cell.sku()).promised(source));
        if (promised > 0) {
            post(cell, Counter.ALLOCATED, promised, "set-aside");
            put(supply(cell.sku()).settingAside(source, promised));
        }
    }

    /** Promises units that are expected; the caller has looked that they are not promised already. */
    public void promise(ExpectedUnits units) {
        put(supply(units.sku()).promising(units.source(), units.quantity()));
    }

    /** Takes back the promise of units that are not wanted any more, those that have not come first. */
    public void unpromise(ExpectedUnits units) {
        long toCome = Math.min(units.quantity(), supply(units.sku()).promised(units.source()));
        give(units, units.quantity() - toCome);
    }

    /** Sets units free for whom they are promised to, those that have come first: how many have. */
    public long redeem(ExpectedUnits units) {
        long come = Math.min(units.quantity(), supply(units.sku()).setAside(units.source()));
        give(units, come);
        return come;
    }

    private void give(ExpectedUnits units, long come) {
        if (come > 0) {
            post(units.cell(), Counter.ALLOCATED, -come, "set-aside");
        }
        put(supply(units.sku()).giving(units.source(), units.quantity() - come, come));
    }

    /**
     * Whether those who wait for a SKU have to look at what is expected of it anew: something comes at another time, or less
     * of it than was promised, or more can be promised. That something has come, as it was to come, moves nobody.
     */
    public boolean isToBeFollowed(Sku sku) {
        DatedSupply before = DatedSupply.of(sku, view);
        return hasFreed(sku)
                || supply(sku).overPromised().isPresent()
                || supply(sku).isMovedSince(before);
    }

    /** Whether more that is expected of a SKU can be promised than when the decision began. */
    public boolean hasFreed(Sku sku) {
        DatedSupply before = DatedSupply.of(sku, view);
        return supply(sku).lines().stream()
                .anyMatch(line -> line.available()
                        > before.line(line.source().id())
                                .map(DatedSupply.Line::available)
                                .orElse(0L));
    }

    private void put(DatedSupply supply) {
        supplies.put(supply.sku(), supply);
        changes.put(DatedSupply.TABLE, supply.sku(), supply);
    }

    private void handOver(Cell cell, long quantity, String reason) {
        post(cell, Counter.ON_HAND, -quantity, reason);
        post(cell, Counter.ALLOCATED, -quantity, reason);
    }

    /** ATF as it is after the steps so far; 0 where nothing was ever counted. */
    public long availableToFulfil(Cell cell) {
        return level(cell).map(StockLevel::availableToFulfil).orElse(0L);
    }

    /** Corrects what lies at a location; the caller has checked that nothing it must keep falls below zero. */
    public void adjust(Cell cell, AdjustmentReason reason, long quantity) {
        post(cell, reason.counter(), reason.sign() * quantity, reason.wire());
    }

    /** Units that came back from a customer, of which nobody has seen yet what they are worth. */
    public void receiveReturn(Cell cell, long quantity) {
        post(cell, Counter.ON_HAND, quantity, "return");
        post(cell, Counter.UNAVAILABLE, quantity, "return");
    }

    /** Units that left for a customer and were brought back undelivered, of which nobody has seen yet what they are worth. */
    public void receiveUndelivered(Cell cell, long quantity) {
        post(cell, Counter.ON_HAND, quantity, "undelivered");
        post(cell, Counter.UNAVAILABLE, quantity, "undelivered");
    }

    /** Units that came back as good as new. */
    public void restockReturn(Cell cell, long quantity) {
        post(cell, Counter.UNAVAILABLE, -quantity, "return-restocked");
    }

    /** Units that came back, and are thrown away. */
    public void writeOffReturn(Cell cell, long quantity) {
        post(cell, Counter.ON_HAND, -quantity, "return-written-off");
        post(cell, Counter.UNAVAILABLE, -quantity, "return-written-off");
    }

    /** The cells that the steps so far have touched and left with less than is promised to orders from there. */
    List<Cell> deficits() {
        return posted.values().stream()
                .filter(level -> Deficit.units(level) > 0)
                .map(StockLevel::cell)
                .toList();
    }

    /** Units that lie there, after the steps so far. */
    public long onHand(Cell cell) {
        return level(cell).map(StockLevel::onHand).orElse(0L);
    }

    /** Units that lie there and cannot be sold, after the steps so far. */
    public long unavailable(Cell cell) {
        return level(cell).map(StockLevel::unavailable).orElse(0L);
    }

    /** Posts what was found to be more or fewer than the ledger said of the moment, whatever has moved since. */
    public void correct(Moment moment, long change) {
        if (change != 0) {
            post(moment.cell(), Counter.ON_HAND, change, "count", Optional.of(moment.at()));
        }
    }

    /** Brings a counter to what another system, from which it is taken over, says. */
    void takeOver(Cell cell, Counter counter, long units) {
        StockLevel level = level(cell).orElseThrow();
        long change = units - (counter == Counter.ON_HAND ? level.onHand() : level.unavailable());
        if (change != 0) {
            post(cell, counter, change, "import");
        }
    }

    /** A level after the steps so far. */
    public Optional<StockLevel> level(Cell cell) {
        StockLevel level = posted.get(cell);
        return level == null ? view.find(StockLevel.TABLE, cell) : Optional.of(level);
    }

    private void post(Cell cell, Counter counter, long quantity, String reason) {
        post(cell, counter, quantity, reason, occurredAt);
    }

    private void post(Cell cell, Counter counter, long quantity, String reason, Optional<Instant> happenedAt) {
        StockLevel before = level(cell).orElseThrow(() -> new IllegalStateException("not locked: " + cell));
        StockLevel after = before.plus(counter, quantity);
        posted.put(cell, after);
        changes.put(StockLevel.TABLE, cell, after)
                .append(StockEntry.LOG, new StockEntry(cell, counter, quantity, reason, reference, actor, happenedAt));
    }
}
