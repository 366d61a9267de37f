package io.omnihub.sourcing;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Explanation.Offered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sourcing of one demand over the nearest part of its channel's pool that serves it; it says which stock to read for
 * that.
 */
public final class Sourcing {
    /** How many locations are looked at first; only if these cannot serve, the whole pool is read. */
    private static final int NEAREST = 32;

    /** How many stock levels are looked at in the end: a demand of 1,000 SKUs sees the nearest 100 locations. */
    private static final int MAX_CELLS = 100_000;

    private final Demand demand;
    private final SourcingPolicy policy;
    private final boolean sellsExpected;
    private final List<Site> pool;
    /** A small pool is looked at whole, which costs less than to find out which part of it may serve. */
    private final List<LocationCode> candidates;

    /** Empty where stores do not help the channel in that way. */
    private final Optional<Lending> lending;

    private final Set<Sku> skus;
    private final Outlook outlook;
    private final ShadowPrices prices;
    private final Instant now;

    public Sourcing(Demand demand, Channel channel, Catalog catalog, Outlook outlook, Instant now) {
        this.demand = demand;
        this.policy = channel.policy();
        this.outlook = outlook;
        this.prices = outlook.prices().at(now);
        this.sellsExpected = channel.inboundHorizonDays().isPresent();
        this.now = now;
        this.pool = channel.pool().stream()
                .flatMap(code -> catalog.location(code).stream())
                .map(Site::of)
                .toList();
        this.skus = demand.lines().stream().map(Demand.Line::sku).collect(Collectors.toSet());
        this.lending = Lending.of(channel, catalog, pool, demand);
        List<LocationCode> own = pool.size() <= NEAREST
                ? pool.stream().map(Site::code).toList()
                : Planner.candidates(demand, pool, facts(_ -> 0, List.of()), policy, now);
        this.candidates = lending.map(Lending::codes)
                .map(stores -> Stream.concat(own.stream(), stores.stream()).toList())
                .orElse(own);
    }

    /** Of which SKUs to look at what is expected, too, since what has to wait is promised of it; of none where nothing is. */
    public Set<Sku> expecting() {
        return sellsExpected ? skus : Set.of();
    }

    /** What to look at first. */
    public List<Cell> nearest() {
        return cells(NEAREST);
    }

    /** All that may be looked at. */
    public List<Cell> farthest() {
        return cells(Math.max(NEAREST, MAX_CELLS / skus.size()));
    }

    /**
     * Over the locations of which all is known.
     *
     * @param known whether a cell was read; those of {@link #nearest} were
     * @param available of the cells that are known
     */
    public SourcingPlan plan(Predicate<Cell> known, ToLongFunction<Cell> available) {
        Set<LocationCode> unknown = candidates.stream()
                .skip(NEAREST)
                .filter(location -> !skus.stream().allMatch(sku -> known.test(new Cell(sku, location))))
                .collect(Collectors.toSet());
        List<Offered> offered = offered(known, available);
        List<Site> all = offered.isEmpty()
                ? pool
                : Stream.concat(pool.stream(), lending.orElseThrow().stores().stream())
                        .toList();
        List<Site> seen = unknown.isEmpty()
                ? all
                : all.stream().filter(site -> !unknown.contains(site.code())).toList();
        ToLongFunction<Cell> given =
                offered.isEmpty() ? available : lending.orElseThrow().joined(offered, available);
        return Planner.plan(demand, seen, facts(given, offered), policy, now);
    }

    /**
     * Whether more has to be known to say if stores help the channel, and which: it is short of something by what is known,
     * and not all of its pool and of these stores is.
     */
    public boolean isUnsure(Predicate<Cell> known, ToLongFunction<Cell> available) {
        return candidates.size() > NEAREST
                && offered(known, available).stream()
                        .anyMatch(short_ -> candidates.stream()
                                .anyMatch(location -> !known.test(new Cell(short_.sku(), location))));
    }

    private List<Offered> offered(Predicate<Cell> known, ToLongFunction<Cell> available) {
        return lending.map(stores -> stores.offered(cell -> known.test(cell) ? available.applyAsLong(cell) : 0))
                .orElse(List.of());
    }

    private StockFacts facts(ToLongFunction<Cell> available, List<Offered> offered) {
        return new StockFacts() {
            @Override
            public long available(Cell cell) {
                return available.applyAsLong(cell);
            }

            @Override
            public List<Offered> offered() {
                return offered;
            }

            @Override
            public double shadowPrice(Cell cell) {
                return prices.of(cell);
            }

            @Override
            public long unitsToday(LocationCode location) {
                return outlook.unitsToday().getOrDefault(location, 0L);
            }
        };
    }

    private List<Cell> cells(int locations) {
        return Cell.cross(skus, candidates.subList(0, Math.min(locations, candidates.size())));
    }
}
