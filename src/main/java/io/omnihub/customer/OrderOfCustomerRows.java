package io.omnihub.customer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Written by the one handler that links orders, so that it needs no lock. */
@Component
class OrderOfCustomerRows implements Rows<UUID, OrderOfCustomer> {
    private static final String LOAD =
            "SELECT order_id, customer_id FROM order_of_customer WHERE order_id = ANY($1::uuid[])";
    private static final String PUT = """
        INSERT INTO order_of_customer (order_id, customer_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])
        ON CONFLICT (order_id) DO UPDATE SET customer_id = excluded.customer_id
        """;

    @Override
    public Table<UUID, OrderOfCustomer> table() {
        return OrderOfCustomer.TABLE;
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, OrderOfCustomer> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(
                        Columns.uuid(row, 0), new OrderOfCustomer(Columns.uuid(row, 0), Columns.uuid(row, 1))),
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, OrderOfCustomer>> rows, Instant now) {
        List<OrderOfCustomer> links = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                PUT, Columns.uuids(links, OrderOfCustomer::orderId), Columns.uuids(links, OrderOfCustomer::customer)));
    }
}
