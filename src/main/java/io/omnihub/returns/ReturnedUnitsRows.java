package io.omnihub.returns;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** A sum of other rows, so that nothing is written. */
@Component
class ReturnedUnitsRows implements Rows<UUID, ReturnedUnits> {
    private static final String LOAD = """
        SELECT r.order_id, l.order_line, sum(CASE
            WHEN r.state IN ('requested', 'approved', 'in-transit') THEN l.quantity ELSE l.received END)::bigint
        FROM customer_return r JOIN customer_return_line l ON l.return_id = r.id
        WHERE r.order_id = ANY($1::uuid[]) AND r.state NOT IN ('refused', 'cancelled')
        GROUP BY r.order_id, l.order_line
        """;

    private record Sum(UUID orderId, int line, long units) {}

    @Override
    public Table<UUID, ReturnedUnits> table() {
        return ReturnedUnits.TABLE;
    }

    @Override
    public List<Statement> load(Collection<UUID> orders, BiConsumer<UUID, ReturnedUnits> found) {
        return List.of(Statement.gather(
                LOAD,
                row -> new Sum(Columns.uuid(row, 0), Columns.integer(row, 1), Columns.number(row, 2)),
                sums -> {
                    Map<UUID, Map<Integer, Long>> all = new HashMap<>();
                    orders.forEach(order -> all.put(order, new HashMap<>()));
                    sums.forEach(sum -> all.computeIfAbsent(sum.orderId(), _ -> new HashMap<>())
                            .put(sum.line(), sum.units()));
                    all.forEach((order, units) -> found.accept(order, new ReturnedUnits(order, units)));
                },
                Columns.uuids(orders, order -> order)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, ReturnedUnits>> rows, Instant now) {
        return List.of();
    }
}
