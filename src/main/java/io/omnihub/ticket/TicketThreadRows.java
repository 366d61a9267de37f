package io.omnihub.ticket;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class TicketThreadRows implements Rows<TicketThread.Key, TicketThread> {
    private static final String CREATE = """
        INSERT INTO ticket_thread (customer_id, topic)
        SELECT * FROM unnest($1::uuid[], $2::text[]) AS c (customer_id, topic) ORDER BY customer_id, topic
        ON CONFLICT DO NOTHING
        """;
    private static final String WANTED = """
        FROM unnest($1::uuid[], $2::text[]) AS wanted (customer_id, topic)
        JOIN ticket_thread t ON t.customer_id = wanted.customer_id AND t.topic = wanted.topic
        """;
    private static final String LOCK =
            "SELECT t.customer_id, t.topic " + WANTED + " ORDER BY t.customer_id, t.topic FOR UPDATE OF t";
    private static final String LOAD = "SELECT t.customer_id, t.topic, t.ticket_id " + WANTED;
    /** That of a customer who is new has no row yet. */
    private static final String PUT = """
        INSERT INTO ticket_thread (customer_id, topic, ticket_id)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[])
        ON CONFLICT (customer_id, topic) DO UPDATE SET ticket_id = excluded.ticket_id
        """;

    @Override
    public Table<TicketThread.Key, TicketThread> table() {
        return TicketThread.TABLE;
    }

    @Override
    public List<Statement> create(Collection<TicketThread.Key> keys) {
        List<TicketThread.Key> sorted = keys.stream().sorted().toList();
        return List.of(Statement.update(CREATE, customers(sorted), topics(sorted)));
    }

    @Override
    public Statement lock(Collection<TicketThread.Key> keys, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(key(row)), customers(keys), topics(keys));
    }

    @Override
    public List<Statement> load(Collection<TicketThread.Key> keys, BiConsumer<TicketThread.Key, TicketThread> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(key(row), new TicketThread(key(row), Columns.optional(row, 2, UUID.class))),
                customers(keys),
                topics(keys)));
    }

    @Override
    public List<Statement> write(List<Changed<TicketThread.Key, TicketThread>> rows, Instant now) {
        List<TicketThread> threads = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                PUT,
                Columns.uuids(threads, thread -> thread.key().customer()),
                Columns.texts(threads, thread -> thread.key().topic()),
                Columns.values(threads, thread -> thread.ticket().orElse(null))));
    }

    private static String customers(Collection<TicketThread.Key> keys) {
        return Columns.uuids(keys, TicketThread.Key::customer);
    }

    private static String topics(Collection<TicketThread.Key> keys) {
        return Columns.texts(keys, TicketThread.Key::topic);
    }

    private static TicketThread.Key key(Readable row) {
        return new TicketThread.Key(Columns.uuid(row, 0), Columns.text(row, 1));
    }
}
