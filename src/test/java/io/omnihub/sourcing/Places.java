package io.omnihub.sourcing;

import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand.Delivery;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Places along a line to the north of the customer, so that distances are round, and what is there. */
final class Places implements StockFacts {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final GeoPoint CUSTOMER = new GeoPoint(0, 0);
    private static final double KM_PER_DEGREE = CUSTOMER.distanceKm(new GeoPoint(1, 0));

    final Map<String, Site> sites = new LinkedHashMap<>();
    final Map<Cell, Long> stock = new HashMap<>();
    final Map<Cell, Double> shadowPrices = new HashMap<>();
    final Map<LocationCode, Long> today = new HashMap<>();

    Places with(Site site) {
        sites.put(site.code().value(), site);
        return this;
    }

    Places store(String code, double km) {
        return with(site(code, Kind.STORE, km));
    }

    Places warehouse(String code, double km) {
        return with(site(code, Kind.WAREHOUSE, km));
    }

    /** For instance {@code NEAR: 5 CUP, 3 LAMP; DEPOT: 9 CUP}. */
    Places stock(String text) {
        for (String place : split(text, ";")) {
            String[] parts = place.split(":", -1);
            for (String some : split(parts[1], ",")) {
                String[] words = some.split(" ", -1);
                stock.put(cell(words[1], parts[0].strip()), Long.parseLong(words[0]));
            }
        }
        return this;
    }

    SourcingPlan plan(Demand demand, SourcingPolicy policy) {
        return Planner.plan(demand, List.copyOf(sites.values()), this, policy, NOW);
    }

    @Override
    public long available(Cell cell) {
        return stock.getOrDefault(cell, 0L);
    }

    @Override
    public double shadowPrice(Cell cell) {
        return shadowPrices.getOrDefault(cell, 0.0);
    }

    @Override
    public long unitsToday(LocationCode location) {
        return today.getOrDefault(location, 0L);
    }

    static Cell cell(String sku, String location) {
        return new Cell(new Sku(sku), new LocationCode(location));
    }

    static GeoPoint at(double km) {
        return new GeoPoint(km / KM_PER_DEGREE, 0);
    }

    /** Always open, ready at once, can do everything. */
    static Site site(String code, Kind kind, double km) {
        return new Site(
                new LocationCode(code),
                kind,
                at(km),
                OpeningTimes.always(ZoneId.of("UTC")),
                Optional.empty(),
                0,
                EnumSet.allOf(Capability.class),
                true,
                false,
                false,
                Optional.of(100L),
                1);
    }

    /** For instance {@code 2 CUP, 1 LAMP}; each unit costs 100. */
    static List<Demand.Line> lines(String text) {
        List<Demand.Line> lines = new ArrayList<>();
        for (String some : split(text, ",")) {
            String[] words = some.split(" ", -1);
            lines.add(new Demand.Line(lines.size() + 1, new Sku(words[1]), Long.parseLong(words[0]), 100));
        }
        return lines;
    }

    static Demand demand(String lines, Delivery delivery) {
        return new Demand(lines(lines), delivery, true, false, 0, Set.of());
    }

    static Delivery ship() {
        return new Delivery.Ship(Optional.of(CUSTOMER));
    }

    /** For instance {@code NEAR 2 CUP + SHOP 1 LAMP (DEPOT 3 LAMP)}: the last sends its lamps to SHOP. */
    static String text(SourcingPlan plan) {
        return switch (plan) {
            case SourcingPlan.Sourced(var parts, var backordered, var _) -> {
                String text = parts.stream().map(Places::text).collect(Collectors.joining(" + "));
                String later = backordered.isEmpty() ? "" : "later " + linesText(backordered);
                yield text + (text.isEmpty() || later.isEmpty() ? "" : ", ") + later;
            }
            case SourcingPlan.Shortage(var available, var _, var _) ->
                "short: "
                        + available.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .sorted()
                                .collect(Collectors.joining(", "));
            case SourcingPlan.NoPickup(var store, var cause, var _, var _) -> store + " " + cause.wire();
            case SourcingPlan.NoStoreNear _ -> "no store near";
        };
    }

    private static String text(SourcingPlan.Part part) {
        String legs = part.legs().stream()
                .map(leg -> " (" + leg.from() + " " + linesText(leg.lines()) + ")")
                .collect(Collectors.joining());
        String own = part.lines().isEmpty() ? "" : " " + linesText(part.lines());
        return part.location() + own + legs;
    }

    private static String linesText(List<Demand.Line> lines) {
        return lines.stream().map(line -> line.quantity() + " " + line.sku()).collect(Collectors.joining(", "));
    }

    private static List<String> split(String text, String by) {
        return Arrays.stream(text.split(by, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
