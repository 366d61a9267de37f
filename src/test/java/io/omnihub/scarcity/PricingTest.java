package io.omnihub.scarcity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand.Delivery;
import io.omnihub.sourcing.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ChannelCode WEB = new ChannelCode("web");
    private static final Sku LAMP = new Sku("LAMP");
    private static final Sku BULB = new Sku("BULB");
    private static final int BOX = 400;
    private static final SourcingPolicy POLICY = new SourcingPolicy(
            1,
            SourcingPolicy.MAX_SPLIT,
            0,
            Optional.empty(),
            true,
            false,
            SourcingPolicy.DEFAULT.transit(),
            SourcingPolicy.DEFAULT.transfer(),
            new CostPolicy(BOX, 50, 1_000, 0, 0, 0, 0, 3, 3, 0, 1, 0));

    private final List<PastOrder> orders = new ArrayList<>();
    private final List<Site> pool = new ArrayList<>();
    private final Map<Cell, Long> supply = new HashMap<>();

    @Test
    void whereTooLittleLies_aUnitIsWorthTheLongerWayThatItSaves() {
        GeoPoint west = place("WEST", 0, 5, LAMP);
        GeoPoint east = place("EAST", 10, 100, LAMP);
        orders(west, 20, LAMP);
        orders(east, 20, LAMP);

        Map<Cell, Double> prices = prices(1);

        assertThat(prices).containsOnlyKeys(cell(LAMP, "WEST"));
        double saved = west.distanceKm(east);
        assertThat(prices.get(cell(LAMP, "WEST"))).isCloseTo(saved, within(0.02 * saved));
    }

    @Test
    void whereAllIsScarce_onlyThePlaceThatServesBestAsksMore() {
        GeoPoint west = place("WEST", 0, 5, LAMP);
        GeoPoint east = place("EAST", 10, 5, LAMP);
        orders(west, 100, LAMP);
        orders(east, 10, LAMP);

        Map<Cell, Double> prices = prices(1);

        assertThat(prices).containsOnlyKeys(cell(LAMP, "WEST"));
        assertThat(prices.get(cell(LAMP, "WEST"))).isLessThan(1.02 * west.distanceKm(east));
    }

    @Test
    void plentyEverywhere_asksNothing() {
        GeoPoint west = place("WEST", 0, 50, LAMP);
        place("EAST", 10, 50, LAMP);
        orders(west, 49, LAMP);

        assertThat(prices(1)).isEmpty();
        assertThat(prices(2)).as("twice as many orders are expected").isNotEmpty();
    }

    /** What a unit saves where it lies beside the other that is bought with it: a box, and not only its way. */
    @Test
    void whatIsBoughtWithOthers_isWorthABoxMoreWhereTheOthersAre() {
        GeoPoint west = place("WEST", 0, 20, LAMP);
        supply.put(cell(BULB, "WEST"), 1_000L);
        place("EAST", 0.1, 100, LAMP);
        orders(west, 30, LAMP, BULB);

        assertThat(prices(1).get(cell(LAMP, "WEST"))).isGreaterThan(BOX);
    }

    @Test
    void ofOrdersWithoutStockOrChannel_nothingIsComputed() {
        place("WEST", 0, 1, LAMP);
        place("EAST", 10, 1, LAMP);
        orders.add(new PastOrder(new ChannelCode("gone"), new Delivery.Ship(Optional.empty()), true, Map.of(LAMP, 9L)));
        orders.add(new PastOrder(WEB, new Delivery.Ship(Optional.empty()), true, Map.of(BULB, 9L)));

        assertThat(prices(1)).isEmpty();
    }

    @Test
    void withoutTime_thereAreNoPrices() {
        GeoPoint west = place("WEST", 0, 5, LAMP);
        place("EAST", 10, 100, LAMP);
        orders(west, 20, LAMP);
        var clock = new long[1];

        Pricing.Found found = new Pricing(orders, Map.of(WEB, new Market(pool, POLICY)), supply, 1, NOW, limits())
                .find(() -> clock[0] += Duration.ofHours(1).toNanos());

        assertThat(found.prices()).isEmpty();
        assertThat(found.skus()).isEqualTo(1);
    }

    /** Prices prove what the best assignment costs: no order does better at them than that, all together. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void pricesOfOneSku_proveTheBestAssignmentThatThereIs(long seed) {
        var random = new Random(seed);
        List<GeoPoint> points = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            points.add(place("P" + k, 20 * random.nextDouble(), 2 + random.nextInt(5), LAMP));
        }
        points.add(new GeoPoint(random.nextInt(5), 5));
        long units = supply.values().stream().mapToLong(Long::longValue).sum();
        for (int n = 0; n < (int) (units / 1.1); n++) {
            orders(points.get(random.nextInt(points.size())), 1, LAMP);
        }

        Map<Cell, Double> prices = prices(1);

        double best = best(0, pool.stream().mapToLong(this::stock).toArray());
        assertThat(proved(prices)).isCloseTo(best, within(0.003 * best));
    }

    private double proved(Map<Cell, Double> prices) {
        double sum = orders.stream()
                .mapToDouble(order -> pool.stream()
                        .mapToDouble(site -> cost(order, site) + prices.getOrDefault(new Cell(LAMP, site.code()), 0.0))
                        .min()
                        .orElseThrow())
                .sum();
        return sum
                - supply.entrySet().stream()
                        .mapToDouble(cell -> cell.getValue() * prices.getOrDefault(cell.getKey(), 0.0))
                        .sum();
    }

    /** By trying every place for every order; what is left of the stock alone tells two ways apart. */
    private double best(int order, long[] left) {
        return best(order, left, new HashMap<>());
    }

    private double best(int order, long[] left, Map<List<Long>, Double> known) {
        if (order == orders.size()) {
            return 0;
        }
        List<Long> state = Stream.concat(
                        Stream.of((long) order), Arrays.stream(left).boxed())
                .toList();
        Double found = known.get(state);
        if (found != null) {
            return found;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < left.length; k++) {
            if (left[k] > 0) {
                left[k]--;
                best = Math.min(best, cost(orders.get(order), pool.get(k)) + best(order + 1, left, known));
                left[k]++;
            }
        }
        known.put(state, best);
        return best;
    }

    private static double cost(PastOrder order, Site site) {
        return order.delivery() instanceof Delivery.Ship(Optional<GeoPoint> to)
                ? BOX + 50 + site.position().distanceKm(to.orElseThrow())
                : Double.NaN;
    }

    private long stock(Site site) {
        return supply.getOrDefault(new Cell(LAMP, site.code()), 0L);
    }

    private Map<Cell, Double> prices(double repeats) {
        return new Pricing(orders, Map.of(WEB, new Market(pool, POLICY)), supply, repeats, NOW, limits())
                .find(() -> 0)
                .prices();
    }

    private static PriceLimits limits() {
        return PriceLimits.DEFAULT;
    }

    private GeoPoint place(String code, double longitude, long units, Sku sku) {
        var position = new GeoPoint(0, longitude);
        pool.add(new Site(
                new LocationCode(code),
                Kind.WAREHOUSE,
                position,
                OpeningTimes.always(ZoneOffset.UTC),
                Optional.empty(),
                0,
                EnumSet.allOf(Capability.class),
                true,
                false,
                false,
                Optional.empty(),
                1));
        supply.put(cell(sku, code), units);
        return position;
    }

    private void orders(GeoPoint to, int count, Sku... skus) {
        Map<Sku, Long> units = new HashMap<>();
        for (Sku sku : skus) {
            units.put(sku, 1L);
        }
        for (int n = 0; n < count; n++) {
            orders.add(new PastOrder(WEB, new Delivery.Ship(Optional.of(to)), true, units));
        }
    }

    private static Cell cell(Sku sku, String location) {
        return new Cell(sku, new LocationCode(location));
    }
}
