package io.omnihub.sourcing;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.WhenShort;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Explanation.Offered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The stock that stores offer to a channel of whose pool too little would be left. Whether that is so is decided anew for each
 * demand, on what is locked for it: nothing is remembered that could be stale, or switch to and fro.
 */
final class Lending {
    private final WhenShort rule;
    private final List<Site> own;
    private final List<Site> stores;
    private final Map<Sku, Long> wanted;
    private final long threshold;

    private Lending(WhenShort rule, List<Site> own, List<Site> stores, Demand demand) {
        this.rule = rule;
        this.own = own.stream().filter(Lending::promises).toList();
        this.stores = stores;
        this.wanted = demand.lines().stream()
                .collect(Collectors.groupingBy(
                        Demand.Line::sku, TreeMap::new, Collectors.summingLong(Demand.Line::quantity)));
        this.threshold = demand.threshold();
    }

    /** @param own the channel's pool */
    static Optional<Lending> of(Channel channel, Catalog catalog, List<Site> own, Demand demand) {
        return channel.whenShort()
                .filter(WhenShort::joins)
                .map(rule -> new Lending(
                        rule,
                        own,
                        rule.locations().stream()
                                .flatMap(code -> catalog.location(code).stream())
                                .map(location -> Site.of(location).lending())
                                .toList(),
                        demand));
    }

    private static boolean promises(Site site) {
        return site.active() && !site.paused();
    }

    /** They send; the places where customers collect are those of the pool. */
    List<Site> stores() {
        return stores;
    }

    List<LocationCode> codes() {
        return stores.stream().map(Site::code).toList();
    }

    /** Of what the channel is short, and how much of it is offered. */
    List<Offered> offered(ToLongFunction<Cell> available) {
        List<Offered> offered = new ArrayList<>();
        wanted.forEach((sku, units) -> {
            long promisable = Math.max(0, sum(own, sku, available) - threshold);
            if (rule.isShort(promisable - units)) {
                long helping = stores.stream()
                        .filter(Lending::promises)
                        .mapToLong(store -> rule.offered(available.applyAsLong(new Cell(sku, store.code()))))
                        .sum();
                offered.add(new Offered(sku, rule.rule(), promisable, rule.below(), helping));
            }
        });
        return offered;
    }

    /** What a plan may take, of that of which the channel is short. */
    ToLongFunction<Cell> joined(List<Offered> offered, ToLongFunction<Cell> available) {
        var helping = stores.stream().map(Site::code).collect(Collectors.toSet());
        var short_ = offered.stream().map(Offered::sku).collect(Collectors.toSet());
        return cell -> {
            if (!helping.contains(cell.location())) {
                return available.applyAsLong(cell);
            }
            return short_.contains(cell.sku()) ? rule.offered(available.applyAsLong(cell)) : 0;
        };
    }

    private static long sum(List<Site> sites, Sku sku, ToLongFunction<Cell> available) {
        return sites.stream()
                .mapToLong(site -> Math.max(0, available.applyAsLong(new Cell(sku, site.code()))))
                .sum();
    }
}
