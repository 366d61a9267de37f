package io.omnihub.bench;

import io.omnihub.kernel.Ids;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls of one of the raw client's connections, which places one order after the other. */
final class RawCalls implements AutoCloseable {
    private static final String PLACE_ORDER =
            "SELECT place_order(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS uuid))";
    private static final String MAKE_HOLD = "SELECT make_hold(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** As long as the hub's own for such an order; the raw client weighs nothing, so it has nothing to explain. */
    private static final String EXPLANATION = explanation();

    private static final UUID ACTOR = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L);

    private final SplittableRandom random = new SplittableRandom();
    private final Ids ids = new Ids(Clock.systemUTC(), random);
    private final OrderMix mix;
    private final Connection connection;
    private final PreparedStatement placeOrder;
    private final PreparedStatement makeHold;

    RawCalls(Connection connection, OrderMix mix) throws SQLException {
        this.mix = mix;
        this.connection = connection;
        this.placeOrder = connection.prepareStatement(PLACE_ORDER);
        this.makeHold = connection.prepareStatement(MAKE_HOLD);
    }

    /** Places the next order of the mix, and makes its hold before, where it has one. */
    void next() throws SQLException {
        var order = mix.next(random);
        place(order, order.held() ? hold(order) : null);
    }

    @Override
    public void close() throws SQLException {
        placeOrder.close();
        makeHold.close();
    }

    private UUID hold(OrderMix.Order order) throws SQLException {
        UUID id = ids.next();
        makeHold.setObject(1, id);
        makeHold.setObject(2, fingerprint());
        makeHold.setObject(3, ACTOR);
        makeHold.setString(4, externalId(order));
        makeHold.setString(5, Retailer.CHANNEL);
        makeHold.setInt(6, Retailer.HOLD_SECONDS);
        makeHold.setArray(7, skus(order));
        makeHold.setArray(8, numbers(order.firstQuantity(), order.secondQuantity()));
        makeHold.setArray(9, pool(order));
        call(makeHold);
        return id;
    }

    private void place(OrderMix.Order order, @Nullable UUID hold) throws SQLException {
        UUID id = ids.next();
        String address = Retailer.PLACES.get(order.place()).address();
        placeOrder.setObject(1, id);
        placeOrder.setObject(2, Ids.derive(id, 1));
        placeOrder.setObject(3, fingerprint());
        placeOrder.setObject(4, ACTOR);
        placeOrder.setString(5, Retailer.CHANNEL);
        placeOrder.setString(6, externalId(order));
        placeOrder.setString(7, Retailer.CURRENCY);
        placeOrder.setString(8, Retailer.CUSTOMER_NAME);
        placeOrder.setString(9, Retailer.CUSTOMER_EMAIL);
        placeOrder.setObject(10, "{\"method\":\"ship\",\"address\":" + address + "}", Types.OTHER);
        placeOrder.setArray(11, skus(order));
        placeOrder.setArray(12, numbers(order.firstQuantity(), order.secondQuantity()));
        placeOrder.setArray(13, numbers(Retailer.UNIT_PRICE, Retailer.UNIT_PRICE));
        placeOrder.setArray(14, pool(order));
        placeOrder.setString(
                15,
                "[" + eventLine(1, order.firstSku(), order.firstQuantity()) + ","
                        + eventLine(2, order.secondSku(), order.secondQuantity()) + "]");
        placeOrder.setString(
                16,
                "[" + eventPartLine(1, order.firstQuantity()) + "," + eventPartLine(2, order.secondQuantity()) + "]");
        placeOrder.setObject(17, EXPLANATION, Types.OTHER);
        // As text, since a null of no type would have the driver prepare the statement anew.
        placeOrder.setString(18, hold == null ? null : hold.toString());
        call(placeOrder);
    }

    private static void call(PreparedStatement function) throws SQLException {
        try (var result = function.executeQuery()) {
            result.next();
        }
    }

    private UUID fingerprint() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static String externalId(OrderMix.Order order) {
        return "B-" + order.externalId();
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

    private Array skus(OrderMix.Order order) throws SQLException {
        return texts(Retailer.SKUS.get(order.firstSku()), Retailer.SKUS.get(order.secondSku()));
    }

    private Array pool(OrderMix.Order order) throws SQLException {
        return texts(Retailer.PLACES.get(order.place()).pool().toArray(String[]::new));
    }

    private Array texts(String... values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private Array numbers(long first, long second) throws SQLException {
        return connection.createArrayOf("bigint", new Long[] {first, second});
    }
}
