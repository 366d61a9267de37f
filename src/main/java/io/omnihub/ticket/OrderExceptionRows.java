package io.omnihub.ticket;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Written by the one handler that follows attentions, so that it needs no lock. */
@Component
class OrderExceptionRows implements Rows<OrderException.Key, OrderException> {
    private static final String LOAD = """
        SELECT e.promise, e.kind, e.ticket_id, e.facts::text
        FROM unnest($1::text[], $2::text[]) AS wanted (promise, kind)
        JOIN ticket_exception e ON e.promise = wanted.promise AND e.kind = wanted.kind
        """;
    private static final String PUT = """
        INSERT INTO ticket_exception (promise, kind, ticket_id, facts)
        SELECT promise, kind, ticket_id, facts::json
        FROM unnest($1::text[], $2::text[], $3::uuid[], string_to_array($4, chr(30)))
            AS c (promise, kind, ticket_id, facts)
        ON CONFLICT (promise, kind) DO UPDATE SET ticket_id = excluded.ticket_id, facts = excluded.facts
        """;

    @Override
    public Table<OrderException.Key, OrderException> table() {
        return OrderException.TABLE;
    }

    @Override
    public List<Statement> load(
            Collection<OrderException.Key> keys, BiConsumer<OrderException.Key, OrderException> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(key(row), new OrderException(key(row), Columns.uuid(row, 2), Columns.text(row, 3))),
                Columns.texts(keys, OrderException.Key::promise),
                Columns.texts(keys, OrderException.Key::kind)));
    }

    @Override
    public List<Statement> write(List<Changed<OrderException.Key, OrderException>> rows, Instant now) {
        List<OrderException> exceptions = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                PUT,
                Columns.texts(exceptions, exception -> exception.key().promise()),
                Columns.texts(exceptions, exception -> exception.key().kind()),
                Columns.uuids(exceptions, OrderException::ticket),
                Columns.json(exceptions, OrderException::facts)));
    }

    private static OrderException.Key key(Readable row) {
        return new OrderException.Key(Columns.text(row, 0), Columns.text(row, 1));
    }
}
