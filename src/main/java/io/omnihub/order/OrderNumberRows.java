package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Sql;
import io.omnihub.engine.Table;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Gives each placing command of a batch a number. Numbers are taken from the sequence a block at a time, since most orders
 * then cost no statement for theirs; one that is refused leaves a gap, and a hub that stops leaves the rest of its block.
 */
@Component
class OrderNumberRows implements Rows<UUID, OrderNumber> {
    private static final int BLOCK = 100;
    private static final String NEXT = "SELECT nextval('order_number') FROM generate_series(1, $1)";

    private final Queue<OrderNumber> taken = new ConcurrentLinkedQueue<>();

    @Override
    public Table<UUID, OrderNumber> table() {
        return OrderNumber.TABLE;
    }

    @Override
    public Flux<Loaded<UUID, OrderNumber>> load(Connection connection, Collection<UUID> commandIds) {
        List<UUID> without = new ArrayList<>();
        List<Loaded<UUID, OrderNumber>> loaded = new ArrayList<>();
        for (UUID id : commandIds) {
            Optional.ofNullable(taken.poll())
                    .ifPresentOrElse(number -> loaded.add(new Loaded<>(id, number)), () -> without.add(id));
        }
        Flux<Loaded<UUID, OrderNumber>> ready = Flux.fromIterable(loaded);
        return without.isEmpty() ? ready : ready.concatWith(take(connection, without));
    }

    private Flux<Loaded<UUID, OrderNumber>> take(Connection connection, List<UUID> without) {
        Iterator<UUID> ids = without.iterator();
        return Sql.query(connection, NEXT, row -> new OrderNumber(Columns.number(row, 0)), without.size() + BLOCK)
                .filter(number -> ids.hasNext() || !taken.offer(number))
                .map(number -> new Loaded<>(ids.next(), number));
    }
}
