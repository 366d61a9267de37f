package io.omnihub.bench;

import io.omnihub.kernel.GeoPoint;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The retailer that is measured: 10,000 items at 5 locations, with more stock than any run can sell. */
final class Retailer {
    static final String CHANNEL = "web";
    static final String CURRENCY = "GBP";
    static final long UNIT_PRICE = 255;
    static final String CUSTOMER_NAME = "A. Buyer";
    static final String CUSTOMER_EMAIL = "a.buyer@example.org";

    /** An order commits its hold at once, so none expires. */
    static final int HOLD_SECONDS = 900;

    static final List<String> SKUS =
            IntStream.range(0, 10_000).mapToObj("SKU-%05d"::formatted).toList();

    /** Where orders go. */
    static final List<Place> PLACES = places();

    private static final int STOCK = 1_000_000_000;
    private static final int SKUS_AN_ADJUSTMENT = 1_000;
    private static final int CALLERS = 4;

    /**
     * @param address the JSON of an address here
     * @param position the JSON of its position alone
     * @param demand the JSON of what an order to here asks of sourcing, as the hub keeps it
     * @param pool the locations' codes, nearest first
     */
    record Place(String address, String position, String demand, List<String> pool) {}

    private record Town(String name, String postalCode, double latitude, double longitude) {
        GeoPoint position() {
            return new GeoPoint(latitude, longitude);
        }
    }

    private record Location(String code, String kind, Town town) {}

    private Retailer() {}

    /** Makes the catalogue and the stock through the hub's API. */
    static void setUp(Hub hub) throws IOException, InterruptedException {
        for (Location location : locations()) {
            hub.put("/api/v1/locations/" + location.code(), """
                {"name":"%s","kind":"%s","position":{"latitude":%s,"longitude":%s},"timeZone":"Europe/London",
                 "openingHours":[{"day":"monday","opens":"09:00","closes":"18:00"}],
                 "capabilities":["ship","pickup"],"leadTimeMinutes":60}
                """.formatted(
                            location.town().name(),
                            location.kind(),
                            location.town().latitude(),
                            location.town().longitude()));
        }
        String pool =
                locations().stream().map(location -> quoted(location.code())).collect(Collectors.joining(","));
        hub.put("/api/v1/channels/" + CHANNEL, "{\"name\":\"Web shop\",\"pool\":[%s],\"threshold\":0}".formatted(pool));
        putItems(hub);
        for (int first = 0; first < SKUS.size(); first += SKUS_AN_ADJUSTMENT) {
            hub.post("/api/v1/stock/adjustments", receipt(SKUS.subList(first, first + SKUS_AN_ADJUSTMENT)));
        }
    }

    private static void putItems(Hub hub) throws InterruptedException {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var answers = SKUS.stream()
                    .map(sku -> callers.submit(() -> {
                        hub.put("/api/v1/items/" + sku, """
                            {"name":"Item %s","unitPrice":{"amount":%d,"currency":"%s"}}
                            """.formatted(sku, UNIT_PRICE, CURRENCY));
                        return sku;
                    }))
                    .toList();
            for (var answer : answers) {
                answer.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("an item could not be put", failure);
        }
    }

    private static String receipt(List<String> skus) {
        String entries = skus.stream()
                .flatMap(sku -> locations().stream()
                        .map(location -> "{\"sku\":\"%s\",\"location\":\"%s\",\"quantity\":%d}"
                                .formatted(sku, location.code(), STOCK)))
                .collect(Collectors.joining(",\n"));
        return "{\"reference\":\"GRN-%s\",\"reason\":\"receipt\",\"entries\":[%s]}".formatted(skus.getFirst(), entries);
    }

    private static List<Location> locations() {
        return List.of(
                new Location("S001", "store", new Town("Leeds", "LS1 5DL", 53.80, -1.55)),
                new Location("S002", "store", new Town("Bristol", "BS1 3BD", 51.45, -2.59)),
                new Location("S003", "store", new Town("London", "W1D 1BS", 51.51, -0.13)),
                new Location("S004", "store", new Town("Glasgow", "G1 3SQ", 55.86, -4.25)),
                new Location("W001", "warehouse", new Town("Daventry", "NN11 8PT", 52.28, -1.18)));
    }

    /** Sixteen addresses around each of eight towns. */
    private static List<Place> places() {
        var random = new SplittableRandom(1);
        return Stream.of(
                        new Town("York", "YO1 8QN", 53.96, -1.08),
                        new Town("Manchester", "M2 5DB", 53.48, -2.24),
                        new Town("Cardiff", "CF10 1EP", 51.48, -3.18),
                        new Town("Oxford", "OX1 1DP", 51.75, -1.26),
                        new Town("Cambridge", "CB2 3QJ", 52.21, 0.12),
                        new Town("Brighton", "BN1 1EE", 50.82, -0.14),
                        new Town("Edinburgh", "EH1 1YZ", 55.95, -3.19),
                        new Town("Birmingham", "B2 4QA", 52.48, -1.90))
                .flatMap(town -> IntStream.rangeClosed(1, 16).mapToObj(number -> place(town, number, random)))
                .toList();
    }

    private static Place place(Town town, int number, SplittableRandom random) {
        var position = new GeoPoint(
                town.latitude() + random.nextDouble(-0.05, 0.05), town.longitude() + random.nextDouble(-0.05, 0.05));
        String json = String.format(
                Locale.ROOT, "{\"latitude\":%.5f,\"longitude\":%.5f}", position.latitude(), position.longitude());
        String address = """
            {"line1":"%d High Street","city":"%s","postalCode":"%s","country":"GB","position":%s}\
            """.formatted(number, town.name(), town.postalCode(), json);
        List<String> pool = locations().stream()
                .sorted(Comparator.comparingDouble(
                        location -> location.town().position().distanceKm(position)))
                .map(Location::code)
                .toList();
        String demand = String.format(
                Locale.ROOT,
                "{\"c\":\"%s\",\"m\":\"ship\",\"a\":%.5f,\"o\":%.5f,\"s\":true,\"b\":false}",
                CHANNEL,
                position.latitude(),
                position.longitude());
        return new Place(address, json, demand, pool);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
