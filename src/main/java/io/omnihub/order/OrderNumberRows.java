package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

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
    public List<Statement> load(Collection<UUID> commandIds, BiConsumer<UUID, OrderNumber> found) {
        List<UUID> without = new ArrayList<>();
        for (UUID id : commandIds) {
            Optional.ofNullable(taken.poll())
                    .ifPresentOrElse(number -> found.accept(id, number), () -> without.add(id));
        }
        return without.isEmpty() ? List.of() : List.of(take(without, found));
    }

    private Statement take(List<UUID> without, BiConsumer<UUID, OrderNumber> found) {
        Iterator<UUID> ids = without.iterator();
        return Statement.query(
                NEXT,
                row -> {
                    var number = new OrderNumber(Columns.number(row, 0));
                    if (ids.hasNext()) {
                        found.accept(ids.next(), number);
                    } else {
                        taken.add(number);
                    }
                },
                without.size() + BLOCK);
    }
}
