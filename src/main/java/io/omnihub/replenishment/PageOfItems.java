package io.omnihub.replenishment;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.CellHistory;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.replenishment.Shelf.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a run knows of a page of items, and what follows from it.
 *
 * @param cells of all of them
 */
record PageOfItems(
        List<Sku> skus,
        Map<Sku, Item> items,
        Map<Cell, CellHistory> cells,
        ReplenishmentQueries.Known known,
        Catalog catalog,
        ReplenishmentPolicy policy,
        Instant now) {
    private static final String NO_CURRENCY = "XXX";

    List<ItemBalance> balance(UUID runId) {
        Map<Sku, List<Cell>> bySku = bySku();
        return skus.stream()
                .map(sku -> balance(sku, bySku.getOrDefault(sku, List.of()), runId))
                .toList();
    }

    private Map<Sku, List<Cell>> bySku() {
        Set<Cell> all = new HashSet<>(cells.keySet());
        all.addAll(known.levels().keySet());
        return all.stream().collect(Collectors.groupingBy(Cell::sku));
    }

    /** Nothing is proposed of what is not sold any more. */
    private ItemBalance balance(Sku sku, List<Cell> where, UUID runId) {
        Optional<Item> item = Optional.ofNullable(items.get(sku)).filter(found -> found.state() == EntryState.ACTIVE);
        Optional<Money> price = item.flatMap(Item::unitPrice);
        List<Shelf> shelves = new ArrayList<>();
        if (item.isPresent()) {
            where.forEach(cell -> shelf(cell).ifPresent(shelves::add));
        }
        Set<Route> dismissed = known.dismissed().getOrDefault(sku, Set.of());
        Balance balance = Balancing.of(price.map(Money::amount).orElse(0L), shelves, dismissed, policy);
        return new ItemBalance(sku, price.map(Money::currency).orElse(NO_CURRENCY), balance, policy, runId);
    }

    private Optional<Shelf> shelf(Cell cell) {
        Optional<CellHistory> history = Optional.ofNullable(cells.get(cell));
        return catalog.location(cell.location())
                .map(location -> new Shelf(
                        place(location),
                        history.map(CellHistory::level)
                                .map(StockLevel::availableToFulfil)
                                .orElse(0L),
                        history.map(CellHistory::expected).orElse(0L),
                        history.map(this::velocity).orElse(Velocity.NONE),
                        Optional.ofNullable(known.levels().get(cell))));
    }

    private Velocity velocity(CellHistory history) {
        return Velocity.of(history.level().onHand(), history.hours(), since(policy, now), now, policy.halfLifeDays());
    }

    private static Place place(Location location) {
        boolean isActive = location.state() == EntryState.ACTIVE;
        return new Place(
                location.code(),
                location.position(),
                isActive && !location.paused() && location.capabilities().contains(Capability.TRANSFER_OUT),
                isActive && location.capabilities().contains(Capability.TRANSFER_IN));
    }

    /** From when on sales count. */
    static Instant since(ReplenishmentPolicy policy, Instant now) {
        return now.minus(Duration.ofDays(policy.windowDays()));
    }
}
