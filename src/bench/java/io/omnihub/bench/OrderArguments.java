package io.omnihub.bench;

import io.omnihub.kernel.Ids;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Orders of a mix as the raw client's statements take them. */
final class OrderArguments {
    static final UUID ACTOR = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L);

    /** As long as the hub's own for such an order; the raw client weighs nothing, so it has nothing to explain. */
    static final String EXPLANATION = explanation();

    private final SplittableRandom random = new SplittableRandom();
    private final Ids ids = new Ids(Clock.systemUTC(), random);
    private final Connection connection;
    private final OrderMix mix;

    OrderArguments(Connection connection, OrderMix mix) {
        this.connection = connection;
        this.mix = mix;
    }

    /**
     * One order.
     *
     * @param held whether its units are set aside first
     * @param pool the locations, nearest first
     * @param delivery JSON
     * @param demand JSON, by which its part could be sourced again
     * @param eventLines JSON, as the event of the order has them
     * @param eventPartLines JSON, as the event has them of its one part
     */
    record Of(
            UUID id,
            UUID fingerprint,
            String externalId,
            boolean held,
            Array skus,
            Array quantities,
            List<String> pool,
            Array poolArray,
            String delivery,
            String demand,
            String eventLines,
            String eventPartLines) {}

    Of next() throws SQLException {
        var order = mix.next(random);
        var place = Retailer.PLACES.get(order.place());
        return new Of(
                newId(),
                newFingerprint(),
                "B-" + order.externalId(),
                order.held(),
                texts(Retailer.SKUS.get(order.firstSku()), Retailer.SKUS.get(order.secondSku())),
                numbers(order.firstQuantity(), order.secondQuantity()),
                place.pool(),
                texts(place.pool().toArray(String[]::new)),
                "{\"method\":\"ship\",\"address\":" + place.address() + "}",
                place.demand(),
                "[" + eventLine(1, order.firstSku(), order.firstQuantity()) + ","
                        + eventLine(2, order.secondSku(), order.secondQuantity()) + "]",
                "[" + eventPartLine(1, order.firstQuantity()) + "," + eventPartLine(2, order.secondQuantity()) + "]");
    }

    UUID newId() {
        return ids.next();
    }

    UUID newFingerprint() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    Array numbers(long first, long second) throws SQLException {
        return connection.createArrayOf("bigint", new Long[] {first, second});
    }

    private Array texts(String... values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static String explanation() {
        var plans = new ArrayList<String>();
        for (String location : Retailer.PLACES.getFirst().pool()) {
            plans.add(
                    "{\"l\":[\"" + location + "\"],\"s\":[1065400],\"t\":[500000,525400,0,40000,0,0,0,0],\"c\":false}");
        }
        return "{\"p\":0,\"x\":true,\"b\":1065400,\"w\":[" + String.join(",", plans) + "],\"o\":{\"beaten\":4}}";
    }

    private static String eventLine(int number, int sku, int quantity) {
        return "{\"lineNumber\":" + number + ",\"sku\":\"" + Retailer.SKUS.get(sku) + "\",\"quantity\":" + quantity
                + "}";
    }

    private static String eventPartLine(int number, int quantity) {
        return "{\"lineNumber\":" + number + ",\"quantity\":" + quantity + "}";
    }
}
