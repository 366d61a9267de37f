package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.order.PlaceOrderResult.InactiveChannel;
import io.omnihub.order.PlaceOrderResult.InactiveItems;
import io.omnihub.order.PlaceOrderResult.InsufficientStock;
import io.omnihub.order.PlaceOrderResult.Placed;
import io.omnihub.order.PlaceOrderResult.UnknownChannel;
import io.omnihub.order.PlaceOrderResult.UnknownItems;
import io.omnihub.sourcing.Sourcing;
import io.omnihub.sourcing.Sourcing.Assignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Promises every unit of a new order, or refuses it whole.
 *
 * @param known the catalogue's copy from which the first reads are guessed; the decision looks at a checked one
 */
record PlaceOrder(UUID id, UUID actor, NewOrder order, List<CommandKey> keys, Catalog known)
        implements Command<PlaceOrderResult> {
    /** How many locations an order looks at first; only if these cannot serve it, the whole pool is read. */
    private static final int NEAREST = 32;

    /** How many stock levels an order looks at in the end: one of 1,000 SKUs sees the nearest 100 locations. */
    private static final int MAX_CELLS = 100_000;

    @Override
    public Reads reads() {
        List<LocationCode> nearest = known.channel(order.channel())
                .map(channel -> candidates(channel, known))
                .orElse(List.of());
        return stock(nearest.subList(0, Math.min(NEAREST, nearest.size())))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(OrderNumber.TABLE, Set.of(id))
                .read(Item.TABLE, skus());
    }

    @Override
    public Decision<PlaceOrderResult> decide(View view, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        Optional<Channel> channel = catalog.channel(order.channel());
        if (channel.isEmpty()) {
            return new Decision.Refuse<>(new UnknownChannel());
        }
        if (channel.get().state() == EntryState.INACTIVE) {
            return new Decision.Refuse<>(new InactiveChannel());
        }
        Set<Sku> unknown = skusWhere(view, Optional::isEmpty);
        if (!unknown.isEmpty()) {
            return new Decision.Refuse<>(new UnknownItems(unknown));
        }
        Set<Sku> inactive = skusWhere(view, item -> item.orElseThrow().state() == EntryState.INACTIVE);
        if (!inactive.isEmpty()) {
            return new Decision.Refuse<>(new InactiveItems(inactive));
        }
        return source(channel.get(), candidates(channel.get(), catalog), view, now);
    }

    private Decision<PlaceOrderResult> source(Channel channel, List<LocationCode> candidates, View view, Instant now) {
        Set<Sku> skus = skus();
        List<LocationCode> seen = candidates.stream()
                .filter(location ->
                        skus.stream().allMatch(sku -> view.covers(StockLevel.TABLE, new Cell(sku, location))))
                .toList();
        if (seen.size() < Math.min(NEAREST, candidates.size())) {
            return new Decision.Again<>(stock(candidates.subList(0, Math.min(NEAREST, candidates.size()))));
        }
        var demand = new Sourcing.Demand(demanded(), order.allowSplit(), channel.threshold());
        return switch (Sourcing.plan(demand, cell -> availableToFulfil(cell, view), seen)) {
            case Sourcing.Plan.Sourced(List<Assignment> assignments) -> place(assignments, view, now);
            case Sourcing.Plan.Shortage(var available) ->
                seen.size() < within(candidates).size()
                        ? new Decision.Again<>(stock(within(candidates)))
                        : new Decision.Refuse<>(new InsufficientStock(available));
        };
    }

    private Decision<PlaceOrderResult> place(List<Assignment> assignments, View view, Instant now) {
        List<OrderLine> lines = new ArrayList<>();
        for (NewOrder.Line line : order.lines()) {
            lines.add(new OrderLine(lines.size() + 1, line.sku(), line.quantity(), line.quantity(), line.unitPrice()));
        }
        var placed = new Order(
                id,
                view.find(OrderNumber.TABLE, id).orElseThrow(),
                order.channel(),
                order.externalId(),
                OrderState.PLACED,
                order.currency(),
                order.method(),
                order.allowSplit(),
                now,
                actor,
                lines);
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, id, actor, Optional.empty());
        var fulfillment = OrderFulfillment.stage(id, order.method(), assignments, changes, ledger, now);
        changes.put(Order.TABLE, id, placed)
                .append(OrderRecipient.LOG, new OrderRecipient(id, order.recipient()))
                .announce(OrderEvents.placed(placed, fulfillment));
        return new Decision.Accept<>(
                new Placed(new OrderDetails(placed, order.recipient(), fulfillment), false), id, changes);
    }

    private List<LocationCode> candidates(Channel channel, Catalog catalog) {
        return Sourcing.candidates(
                channel.pool(), catalog, order.recipient().address().position());
    }

    /** As many of the locations as an order of this size may look at. */
    private List<LocationCode> within(List<LocationCode> candidates) {
        int most = Math.max(NEAREST, MAX_CELLS / skus().size());
        return candidates.subList(0, Math.min(most, candidates.size()));
    }

    private Reads stock(List<LocationCode> locations) {
        return new Reads().lock(StockLevel.TABLE, Cell.cross(skus(), locations));
    }

    private Set<Sku> skus() {
        return order.lines().stream().map(NewOrder.Line::sku).collect(Collectors.toSet());
    }

    private List<Sourcing.Demand.Line> demanded() {
        List<Sourcing.Demand.Line> lines = new ArrayList<>();
        for (NewOrder.Line line : order.lines()) {
            lines.add(new Sourcing.Demand.Line(lines.size() + 1, line.sku(), line.quantity()));
        }
        return lines;
    }

    private Set<Sku> skusWhere(View view, Predicate<Optional<Item>> wanted) {
        return skus().stream()
                .filter(sku -> wanted.test(view.find(Item.TABLE, sku)))
                .collect(Collectors.toSet());
    }

    private static long availableToFulfil(Cell cell, View view) {
        return view.find(StockLevel.TABLE, cell)
                .map(StockLevel::availableToFulfil)
                .orElse(0L);
    }
}
