package io.omnihub.hold;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Saleability;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.hold.MakeHoldResult.InsufficientStock;
import io.omnihub.hold.MakeHoldResult.Made;
import io.omnihub.hold.MakeHoldResult.Unsaleable;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.Sourcing;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Sets aside all units that are asked for, or none. They are sourced as an order to the same place would be.
 *
 * @param known the catalogue's copy from which the first reads are guessed; the decision looks at a checked one
 * @param askedAt when the guess is made
 */
record MakeHold(UUID id, UUID actor, NewHold asked, List<CommandKey> keys, Catalog known, Instant askedAt)
        implements Command<MakeHoldResult> {
    @Override
    public Reads reads() {
        List<Cell> stock = known.channel(asked.channel())
                .map(channel -> sourcing(channel, known, Map.of(), askedAt).nearest())
                .orElse(List.of());
        return new Reads()
                .lock(StockLevel.TABLE, stock)
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, skus())
                .read(ExpiredHolds.TABLE, skus());
    }

    @Override
    public Decision<MakeHoldResult> decide(View view, Instant now) {
        return switch (Saleability.of(asked.channel(), skus(), view)) {
            case Saleability.Unsaleable why -> new Decision.Refuse<>(new Unsaleable(why));
            case Saleability.Saleable(Channel channel, Catalog catalog) ->
                source(sourcing(channel, catalog, prices(view), now), view, now);
        };
    }

    private Decision<MakeHoldResult> source(Sourcing sourcing, View view, Instant now) {
        List<Cell> unread = StockLevel.unread(sourcing.nearest().stream(), view);
        if (!unread.isEmpty()) {
            return again(unread);
        }
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, id, actor, Optional.empty());
        ExpiredHolds.free(skus(), view, changes, ledger);
        Predicate<Cell> known = cell -> view.covers(StockLevel.TABLE, cell);
        List<Cell> unsure = sourcing.isUnsure(known, ledger::availableToFulfil)
                ? StockLevel.unread(sourcing.farthest().stream(), view)
                : List.of();
        if (!unsure.isEmpty()) {
            return again(unsure);
        }
        return switch (sourcing.plan(known, ledger::availableToFulfil)) {
            case SourcingPlan.Sourced sourced -> make(sourced.parts(), changes, ledger, now);
            case SourcingPlan.Shortage shortage -> {
                List<Cell> further = StockLevel.unread(sourcing.farthest().stream(), view);
                yield further.isEmpty()
                        ? new Decision.Refuse<>(new InsufficientStock(shortage.available()))
                        : again(further);
            }
            case SourcingPlan.NoPickup _, SourcingPlan.NoStoreNear _ ->
                throw new IllegalStateException("a hold is sourced as if it was shipped");
        };
    }

    private static Decision<MakeHoldResult> again(List<Cell> cells) {
        return new Decision.Again<>(new Reads().lock(StockLevel.TABLE, cells));
    }

    private Decision<MakeHoldResult> make(List<Part> parts, Changes changes, StockLedger ledger, Instant now) {
        Map<Cell, Long> units = new LinkedHashMap<>();
        for (Part part : parts) {
            part.lines()
                    .forEach(line -> units.merge(new Cell(line.sku(), part.location()), line.quantity(), Long::sum));
        }
        units.forEach(ledger::hold);
        var hold = new Hold(
                id,
                asked.channel(),
                HoldState.ACTIVE,
                now.plusSeconds(asked.seconds()),
                now,
                actor,
                Optional.empty(),
                units.entrySet().stream()
                        .map(cell -> new Hold.Line(cell.getKey(), cell.getValue(), false))
                        .toList());
        changes.put(Hold.TABLE, id, hold).announce(HoldEvents.made(hold));
        return new Decision.Accept<>(new Made(hold, false), id, changes);
    }

    /** A hold has no prices yet, so its units count with the list price of their items. */
    private Map<Sku, Long> prices(View view) {
        Map<Sku, Long> prices = new HashMap<>();
        for (Sku sku : skus()) {
            view.find(Item.TABLE, sku).flatMap(Item::unitPrice).ifPresent(price -> prices.put(sku, price.amount()));
        }
        return prices;
    }

    private Sourcing sourcing(Channel channel, Catalog catalog, Map<Sku, Long> prices, Instant at) {
        List<Demand.Line> lines = new ArrayList<>();
        for (NewHold.Line line : asked.lines()) {
            lines.add(new Demand.Line(
                    lines.size() + 1, line.sku(), line.quantity(), prices.getOrDefault(line.sku(), 0L)));
        }
        var demand =
                new Demand(lines, new Demand.Delivery.Ship(asked.near()), true, false, channel.threshold(), Set.of());
        return new Sourcing(demand, channel, catalog, Outlook.NONE, at);
    }

    private Set<Sku> skus() {
        return asked.lines().stream().map(NewHold.Line::sku).collect(Collectors.toSet());
    }
}
