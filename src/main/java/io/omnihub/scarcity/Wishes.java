package io.omnihub.scarcity;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.Scoring;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Demand.Delivery;
import io.omnihub.sourcing.Planner;
import io.omnihub.sourcing.Site;
import io.omnihub.sourcing.StockFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a group of SKUs is wanted for. Of an order, its lines of the group count, and with them those of which there is
 * plenty; where others are left out, its boxes cost so much less, since they are not only for these.
 */
final class Wishes {
    /** Orders are alike whose shares differ by less. */
    private static final double SHARE_STEPS = 4;

    /** The chosen places of a plan are asked for stock alone. */
    private static final StockFacts NO_FACTS = _ -> 0;

    private final Set<Sku> group;
    private final Set<Sku> scarce;
    private final Map<ChannelCode, Market> markets;
    private final Set<Cell> stocked;
    private final double repeats;
    private final Instant now;
    private final PriceLimits limits;
    private final Map<Kind, Integer> counts = new HashMap<>();

    /** @param share of an order's boxes, in steps */
    private record Kind(
            ChannelCode channel, Delivery delivery, boolean allowSplit, TreeMap<Sku, Long> units, int share) {}

    Wishes(
            Collection<PastOrder> orders,
            Set<Sku> group,
            Set<Sku> scarce,
            Map<ChannelCode, Market> markets,
            Set<Cell> stocked,
            double repeats,
            Instant now,
            PriceLimits limits) {
        this.group = group;
        this.scarce = scarce;
        this.markets = markets;
        this.stocked = stocked;
        this.repeats = repeats;
        this.now = now;
        this.limits = limits;
        orders.forEach(order -> counts.merge(kind(order), 1, Integer::sum));
    }

    /** The most frequent kinds, which stand for all. */
    List<Wish> all() {
        List<Map.Entry<Kind, Integer>> kept = counts.entrySet().stream()
                .sorted(Comparator.comparingInt(kind -> -kind.getValue()))
                .limit(limits.wishes())
                .toList();
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        double known = kept.stream().mapToInt(Map.Entry::getValue).sum();
        return kept.stream()
                .map(kind -> wish(kind.getKey(), kind.getValue() * repeats * all / known))
                .toList();
    }

    private Kind kind(PastOrder order) {
        var units = new TreeMap<Sku, Long>();
        Stream.concat(
                        order.units().keySet().stream().filter(group::contains).sorted(),
                        order.units().keySet().stream()
                                .filter(sku -> !scarce.contains(sku))
                                .sorted())
                .limit(limits.lines())
                .forEach(sku -> units.put(sku, order.units().get(sku)));
        int share = (int) Math.ceil(SHARE_STEPS * units.size() / order.units().size());
        return new Kind(order.channel(), order.delivery(), order.allowSplit(), units, share);
    }

    private Wish wish(Kind kind, double orders) {
        Market market = Objects.requireNonNull(markets.get(kind.channel()));
        SourcingPolicy policy = shared(market.policy(), kind.share() / SHARE_STEPS);
        List<Demand.Line> lines = new ArrayList<>();
        kind.units().forEach((sku, units) -> lines.add(new Demand.Line(lines.size() + 1, sku, units, 0)));
        var demand = new Demand(lines, kind.delivery(), kind.allowSplit(), false, 0, Set.of());
        return new Wish(demand, sites(demand, market, policy), policy, orders);
    }

    /** The nearest that have something of it; of a pickup also those that have nothing, as it is collected somewhere. */
    private List<Site> sites(Demand demand, Market market, SourcingPolicy policy) {
        Map<LocationCode, Site> pool = new HashMap<>();
        market.pool().forEach(site -> pool.put(site.code(), site));
        boolean ships = demand.delivery() instanceof Delivery.Ship;
        return Planner.candidates(demand, market.pool(), NO_FACTS, policy, now).stream()
                .filter(code -> !ships
                        || demand.lines().stream().anyMatch(line -> stocked.contains(new Cell(line.sku(), code))))
                .limit(limits.locations())
                .map(code -> Objects.requireNonNull(pool.get(code)))
                .toList();
    }

    private static SourcingPolicy shared(SourcingPolicy policy, double share) {
        Scoring scoring = switch (policy.scoring()) {
            case CostPolicy costs -> shared(costs, share);
            case LexicographicPolicy rules -> new LexicographicPolicy(rules.criteria(), shared(rules.costs(), share));
        };
        return new SourcingPolicy(
                policy.version(),
                policy.splitLimit(),
                0,
                policy.maxDistanceKm(),
                policy.storesShip(),
                false,
                policy.transit(),
                policy.transfer(),
                scoring);
    }

    private static CostPolicy shared(CostPolicy costs, double share) {
        return new CostPolicy(
                Math.round(costs.perBox() * share),
                costs.perUnit(),
                costs.perUnitKmMillis(),
                costs.handlingStore(),
                costs.handlingWarehouse(),
                costs.pressure(),
                costs.latePerDay(),
                costs.shipTargetDays(),
                costs.pickupTargetDays(),
                Math.round(costs.rejection() * share),
                costs.shadowWeight(),
                costs.travelPerKm());
    }
}
