package io.omnihub.bench.replenishment;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.replenishment.Balance;
import io.omnihub.replenishment.Balancing;
import io.omnihub.replenishment.ReplenishmentPolicy;
import io.omnihub.replenishment.Shelf;
import io.omnihub.replenishment.Velocity;
import io.omnihub.sample.SampleSales;
import io.omnihub.sample.SampleSales.Wanted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sample's first days sell at the places where they are wanted, then stock is moved once, by night, and the last days sell:
 * with nothing moved, with a fixed minimum and maximum everywhere, and as the hub proposes.
 */
public final class Backtest {
    private static final int FIRST_DAYS = 4;
    private static final int LAST_DAYS = 3;
    private static final ReplenishmentPolicy POLICY = overLastDays(ReplenishmentPolicy.DEFAULT);

    private final SampleSales sample = new SampleSales();
    private final Map<String, Long> prices = sample.prices();
    private final Map<LocationCode, GeoPoint> places = new HashMap<>();
    private final List<SampleSales.Stock> opening = sample.opening();
    private final List<Wanted> sales = sample.sales();
    private final Instant begin = sample.days().getFirst().atStartOfDay().toInstant(ZoneOffset.UTC);
    private final Instant night = night();

    /** Units that go from one cell to another place. */
    private record Moved(Cell from, LocationCode to, long units) {}

    private Instant night() {
        LocalDate lastOfFirst = sample.days().get(FIRST_DAYS - 1);
        return lastOfFirst.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The hub's own, but for the days that are judged: goods come the next morning, and nothing is known of later. */
    private static ReplenishmentPolicy overLastDays(ReplenishmentPolicy policy) {
        return new ReplenishmentPolicy(
                1,
                LAST_DAYS,
                LAST_DAYS,
                policy.halfLifeDays(),
                policy.safety(),
                policy.marginPercent(),
                policy.transport(),
                policy.minGain(),
                Optional.empty(),
                false,
                policy.dismissedDays(),
                0);
    }

    /** Prints one line for each way. */
    public static void print() {
        new Backtest().run();
    }

    private void run() {
        sample.places().forEach(place -> places.put(new LocationCode(place.code()), place.position()));
        var first = new Shelves(opening, prices);
        sales.stream().filter(sale -> sale.at().isBefore(night)).forEach(first::sell);
        var nothing = judged(first, List.of());
        System.out.printf(
                "%nreplenishment: the sample's sales of %s to %s, then one night's moves, then judged %s to %s: %,d"
                        + " units wanted%n",
                sample.days().getFirst(),
                sample.days().get(FIRST_DAYS - 1),
                sample.days().get(FIRST_DAYS),
                sample.days().getLast(),
                nothing.wanted());
        System.out.printf(
                "%-24s %10s %10s %10s %12s %8s %8s %10s %12s%n",
                "", "stock-outs", "avoided", "missed", "missed £", "moves", "units", "cost £", "won £");
        print("nothing moved", first, nothing, List.of());
        for (int min : new int[] {3, 6, 12, 24}) {
            print("fixed min %d, max %d".formatted(min, 4 * min), first, nothing, fixed(first, min, 4L * min));
        }
        print("as proposed", first, nothing, proposed(first));
    }

    private Shelves judged(Shelves first, List<Moved> moves) {
        Shelves last = first.copy();
        moves.forEach(move -> last.move(move.from(), move.to(), move.units()));
        sales.stream().filter(sale -> !sale.at().isBefore(night)).forEach(last::sell);
        return last;
    }

    private void print(String name, Shelves first, Shelves nothing, List<Moved> moves) {
        Shelves last = judged(first, moves);
        double cost = moves.stream().mapToDouble(this::cost).sum();
        double won = (nothing.missedValue() - last.missedValue()) * POLICY.marginPercent() / 100.0 - cost;
        System.out.printf(
                Locale.ROOT,
                "%-24s %,10d %,10d %,10d %,12.0f %,8d %,8d %,10.0f %,12.0f%n",
                name,
                last.stockOuts(),
                nothing.stockOuts() - last.stockOuts(),
                last.missed(),
                last.missedValue() / 100.0,
                moves.size(),
                moves.stream().mapToLong(Moved::units).sum(),
                cost / 100,
                won / 100);
    }

    private double cost(Moved move) {
        var transport = POLICY.transport();
        double km = position(move.from().location()).distanceKm(position(move.to()));
        return transport.perBox() + move.units() * (transport.perUnit() + transport.perUnitKmMillis() * km / 1_000);
    }

    private GeoPoint position(LocationCode code) {
        return Optional.ofNullable(places.get(code)).orElseThrow();
    }

    private List<Moved> proposed(Shelves first) {
        List<Moved> moves = new ArrayList<>();
        first.bySku().forEach((sku, cells) -> {
            List<Shelf> shelves = cells.stream().map(cell -> shelf(cell, first)).toList();
            Balance balance = Balancing.of(prices.getOrDefault(sku.value(), 0L), shelves, Set.of(), POLICY);
            balance.moves()
                    .forEach(move -> moves.add(new Moved(
                            new Cell(sku, move.route().source()), move.route().destination(), move.quantity())));
        });
        return moves;
    }

    private Shelf shelf(Cell cell, Shelves first) {
        long units = first.units(cell);
        return new Shelf(
                new Shelf.Place(cell.location(), position(cell.location()), true, true),
                units,
                0,
                Velocity.of(units, first.history(cell), begin, night, POLICY.halfLifeDays()),
                Optional.empty());
    }

    /** Whatever has less than the minimum is filled from whoever has most beyond the maximum. */
    private static List<Moved> fixed(Shelves first, long min, long max) {
        List<Moved> moves = new ArrayList<>();
        first.bySku().forEach((sku, cells) -> {
            Map<Cell, Long> left = new HashMap<>();
            cells.forEach(cell -> left.put(cell, first.units(cell)));
            for (Cell cell : cells) {
                long wanted = max - first.units(cell);
                Cell richest =
                        cells.stream().max(Comparator.comparing(left::get)).orElseThrow();
                long units = Math.min(wanted, left.getOrDefault(richest, 0L) - max);
                if (first.units(cell) < min && units > 0) {
                    moves.add(new Moved(richest, cell.location(), units));
                    left.merge(richest, -units, Long::sum);
                }
            }
        });
        return moves;
    }
}
