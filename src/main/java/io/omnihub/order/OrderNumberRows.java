package io.omnihub.order;

import io.omnihub.engine.SequenceRows;
import org.springframework.stereotype.Component;

@Component
class OrderNumberRows extends SequenceRows<OrderNumber> {
    private static final String NEXT = "SELECT nextval('order_number') FROM generate_series(1, $1)";

    OrderNumberRows() {
        super(OrderNumber.TABLE, NEXT, OrderNumber::new);
    }
}
