package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Sql;
import io.omnihub.engine.Table;
import io.r2dbc.spi.Connection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Takes a number from the sequence for each placing command of a batch; one that is refused leaves a gap. */
@Component
class OrderNumberRows implements Rows<UUID, OrderNumber> {
    private static final String NEXT = "SELECT nextval('order_number') FROM generate_series(1, $1)";

    @Override
    public Table<UUID, OrderNumber> table() {
        return OrderNumber.TABLE;
    }

    @Override
    public Flux<Loaded<UUID, OrderNumber>> load(Connection connection, Collection<UUID> commandIds) {
        Iterator<UUID> ids = List.copyOf(commandIds).iterator();
        return Sql.query(connection, NEXT, row -> new OrderNumber(Columns.number(row, 0)), commandIds.size())
                .map(number -> new Loaded<>(ids.next(), number));
    }
}
