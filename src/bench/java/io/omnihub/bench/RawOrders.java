package io.omnihub.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** How the raw client places one order after the other on one of its connections. */
interface RawOrders extends RawLoops.Loop {
    /** The ways that are compared with the hub. */
    enum Way {
        /** One call of a function in the database for an order: {@link RawCalls}. */
        CALLS("raw calls/s") {
            @Override
            RawOrders on(Connection connection, OrderMix mix) throws SQLException {
                return new RawCalls(connection, mix);
            }
        },
        /** A statement for each step: {@link RawSteps}. */
        STEPS("raw orders/s, a statement a step") {
            @Override
            RawOrders on(Connection connection, OrderMix mix) throws SQLException {
                return new RawSteps(connection, mix);
            }
        };

        /** For people. */
        final String title;

        Way(String title) {
            this.title = title;
        }

        abstract RawOrders on(Connection connection, OrderMix mix) throws SQLException;
    }

    /** Places the next order of the mix, and makes its hold before, where it has one. */
    @Override
    void next() throws SQLException;

    @Override
    void close() throws SQLException;
}
