package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.fulfillment.StepResult;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Deficit;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Has others fulfil what a store has sold over the counter and had promised to orders: as much as is missing, and no more.
 * What nobody can help with is raised. Results in how many units others are to fulfil.
 *
 * @param actor the hub
 * @param turns of the parts that may let units go, in their order, as they were read before
 */
record RerouteDeficit(UUID id, UUID actor, Cell cell, List<Turn> turns) implements Command<Long> {
    static final int AT_ONCE = 50;

    /** After so many tries somebody has to decide. */
    static final int MOST_TIMES = 5;

    /** @param id from which the ids of what it makes derive */
    record Turn(UUID id, FulfillmentOrder known) {}

    RerouteDeficit {
        turns = List.copyOf(turns);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Set<UUID> orders = turns.stream().map(turn -> turn.known().orderId()).collect(Collectors.toSet());
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .lock(Order.TABLE, orders)
                .lock(OrderFulfillment.TABLE, orders)
                .lock(StockLevel.TABLE, Set.of(cell))
                .read(Deficit.TABLE, Set.of(cell));
    }

    @Override
    public Decision<Long> decide(View view, Instant now) {
        Optional<Deficit> deficit = Deficit.of(cell, view);
        if (deficit.isEmpty()) {
            return new Decision.Refuse<>(0L);
        }
        var overlay = new Overlay(view);
        long before = units(overlay);
        turns.forEach(turn -> take(turn, overlay, now));
        long left = units(overlay);
        var changes = new Changes();
        if (left == 0) {
            deficit.get().end(changes);
        } else if (left < before && turns.size() == AT_ONCE) {
            deficit.get().lookAt(Deficit.REROUTE, now, Ids.derive(id, 1), now, changes);
        } else {
            deficit.get().raise(left, Ids.derive(id, 1), now, changes);
        }
        overlay.apply(changes);
        return new Decision.Accept<>(before - left, id, overlay.changes());
    }

    /** Who comes late finds a part in another state, or nothing missing any more. */
    private void take(Turn turn, Overlay overlay, Instant now) {
        FulfillmentOrder known = turn.known();
        OrderFulfillment fulfillment = OrderFulfillment.of(known.orderId(), overlay);
        Optional<FulfillmentOrder> found = fulfillment
                .part(known.id())
                .filter(part -> part.cells().contains(cell) && fulfillment.timesGivenUp(part) < MOST_TIMES);
        long units = Math.min(
                units(overlay), found.map(part -> part.unpicked(cell.sku())).orElse(0L));
        if (units > 0) {
            letGo(turn.id(), fulfillment, found.get(), units, overlay, now);
        }
    }

    private void letGo(
            UUID turn, OrderFulfillment fulfillment, FulfillmentOrder part, long units, Overlay overlay, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(overlay, changes, part.id(), actor, Optional.empty());
        Catalog catalog = overlay.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var context = new StepContext(turn, changes, ledger, catalog, now);
        if (fulfillment.letGo(part, cell.sku(), units, context) instanceof StepResult.Done(var after, var _)) {
            Order order = overlay.find(Order.TABLE, part.orderId()).orElseThrow();
            order.follow(order, after, changes);
            overlay.apply(changes);
        }
    }

    private long units(View view) {
        return view.find(StockLevel.TABLE, cell).map(Deficit::units).orElse(0L);
    }
}
