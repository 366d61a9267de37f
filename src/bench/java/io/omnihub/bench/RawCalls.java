package io.omnihub.bench;

import io.omnihub.kernel.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order is one call of a function in the database, and so is a hold. */
final class RawCalls implements RawOrders {
    private static final String PLACE_ORDER =
            "SELECT place_order(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS uuid))";
    private static final String MAKE_HOLD = "SELECT make_hold(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final OrderArguments arguments;
    private final PreparedStatement placeOrder;
    private final PreparedStatement makeHold;

    RawCalls(Connection connection, OrderMix mix) throws SQLException {
        this.arguments = new OrderArguments(connection, mix);
        this.placeOrder = connection.prepareStatement(PLACE_ORDER);
        this.makeHold = connection.prepareStatement(MAKE_HOLD);
    }

    @Override
    public void next() throws SQLException {
        var order = arguments.next();
        place(order, order.held() ? hold(order) : null);
    }

    @Override
    public void close() throws SQLException {
        placeOrder.close();
        makeHold.close();
    }

    private UUID hold(OrderArguments.Of order) throws SQLException {
        UUID id = arguments.newId();
        makeHold.setObject(1, id);
        makeHold.setObject(2, arguments.newFingerprint());
        makeHold.setObject(3, OrderArguments.ACTOR);
        makeHold.setString(4, order.externalId());
        makeHold.setString(5, Retailer.CHANNEL);
        makeHold.setInt(6, Retailer.HOLD_SECONDS);
        makeHold.setArray(7, order.skus());
        makeHold.setArray(8, order.quantities());
        makeHold.setArray(9, order.poolArray());
        call(makeHold);
        return id;
    }

    private void place(OrderArguments.Of order, @Nullable UUID hold) throws SQLException {
        placeOrder.setObject(1, order.id());
        placeOrder.setObject(2, Ids.derive(order.id(), 1));
        placeOrder.setObject(3, order.fingerprint());
        placeOrder.setObject(4, OrderArguments.ACTOR);
        placeOrder.setString(5, Retailer.CHANNEL);
        placeOrder.setString(6, order.externalId());
        placeOrder.setString(7, Retailer.CURRENCY);
        placeOrder.setString(8, Retailer.CUSTOMER_NAME);
        placeOrder.setString(9, Retailer.CUSTOMER_EMAIL);
        placeOrder.setObject(10, order.delivery(), Types.OTHER);
        placeOrder.setArray(11, order.skus());
        placeOrder.setArray(12, order.quantities());
        placeOrder.setArray(13, arguments.numbers(Retailer.UNIT_PRICE, Retailer.UNIT_PRICE));
        placeOrder.setArray(14, order.poolArray());
        placeOrder.setString(15, order.eventLines());
        placeOrder.setString(16, order.eventPartLines());
        placeOrder.setObject(17, OrderArguments.EXPLANATION, Types.OTHER);
        placeOrder.setObject(18, order.demand(), Types.OTHER);
        // As text, since a null of no type would have the driver prepare the statement anew.
        placeOrder.setString(19, hold == null ? null : hold.toString());
        call(placeOrder);
    }

    private static void call(PreparedStatement function) throws SQLException {
        try (var result = function.executeQuery()) {
            result.next();
        }
    }
}
