package io.omnihub.ticket;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
class TicketRows implements Rows<UUID, Ticket> {
    /** The columns of {@link #read}, in its order. Tags and ids have no comma in them. */
    static final String COLUMNS = """
        t.id, t.number, t.customer_id, t.topic, t.subject, t.channel, t.state, t.priority, array_to_string(t.tags, ','),
        array_to_string(t.orders, ','), t.merged_into, t.follows, t.snoozed_until, t.opened_at,
        t.customer_wrote_at, t.replied_at, t.resolved_at, t.reopenings, t.messages, t.version\
        """;

    private static final String LOCK = "SELECT id FROM ticket WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM ticket t WHERE t.id = ANY($1::uuid[])";
    private static final String VALUES = """
        unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::uuid[], $12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[],
            $16::timestamptz[], $17::timestamptz[], $18::int[], $19::int[], $20::bigint[])
            AS c (id, number, customer_id, topic, subject, channel, state, priority, tags, orders, merged_into, follows,
                snoozed_until, opened_at, customer_wrote_at, replied_at, resolved_at, reopenings, messages, version)\
        """;
    private static final String INSERT = """
        INSERT INTO ticket (id, number, customer_id, topic, subject, channel, state, priority, tags, orders,
            merged_into, follows, snoozed_until, opened_at, customer_wrote_at, replied_at, resolved_at, reopenings, messages,
            version)
        SELECT id, number, customer_id, topic, subject, channel, state, priority, string_to_array(tags, ','),
            string_to_array(orders, ',')::uuid[], merged_into, follows, snoozed_until, opened_at,
            customer_wrote_at, replied_at, resolved_at, reopenings, messages, version
        FROM %s
        """.formatted(VALUES);
    private static final String UPDATE = """
        UPDATE ticket t SET subject = c.subject, channel = c.channel, state = c.state, priority = c.priority,
            tags = string_to_array(c.tags, ','),
            orders = string_to_array(c.orders, ',')::uuid[], merged_into = c.merged_into, snoozed_until = c.snoozed_until,
            customer_wrote_at = c.customer_wrote_at, replied_at = c.replied_at, resolved_at = c.resolved_at,
            reopenings = c.reopenings, messages = c.messages, version = c.version
        FROM %s WHERE t.id = c.id
        """.formatted(VALUES);

    @Override
    public Table<UUID, Ticket> table() {
        return Ticket.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, Ticket> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    Ticket ticket = read(row);
                    found.accept(ticket.id(), ticket);
                },
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, Ticket>> rows, Instant now) {
        return Rows.insertOrUpdate(
                rows, made -> List.of(statement(INSERT, made)), changed -> List.of(statement(UPDATE, changed)));
    }

    private static Statement statement(String sql, List<Ticket> tickets) {
        return Statement.update(
                sql,
                Columns.uuids(tickets, Ticket::id),
                Columns.numbers(tickets, ticket -> ticket.number().value()),
                Columns.values(tickets, ticket -> ticket.customer().orElse(null)),
                Columns.texts(tickets, Ticket::topic),
                Columns.texts(tickets, ticket -> ticket.subject().orElse(null)),
                Columns.texts(tickets, ticket -> ticket.channel().value()),
                Columns.texts(tickets, ticket -> ticket.state().wire()),
                Columns.texts(tickets, ticket -> ticket.priority().wire()),
                Columns.texts(tickets, ticket -> ticket.tags().stream().sorted().collect(Collectors.joining(","))),
                Columns.texts(tickets, TicketRows::orders),
                Columns.values(tickets, ticket -> ticket.mergedInto().orElse(null)),
                Columns.values(tickets, ticket -> ticket.follows().orElse(null)),
                Columns.values(tickets, ticket -> ticket.snoozedUntil().orElse(null)),
                Columns.values(tickets, Ticket::openedAt),
                Columns.values(tickets, ticket -> ticket.customerWroteAt().orElse(null)),
                Columns.values(tickets, ticket -> ticket.repliedAt().orElse(null)),
                Columns.values(tickets, ticket -> ticket.resolvedAt().orElse(null)),
                Columns.numbers(tickets, Ticket::reopenings),
                Columns.numbers(tickets, Ticket::messages),
                Columns.numbers(tickets, Ticket::version));
    }

    private static String orders(Ticket ticket) {
        return ticket.orders().stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
    }

    static Ticket read(Readable row) {
        return new Ticket(
                Columns.uuid(row, 0),
                new TicketNumber(Columns.number(row, 1)),
                Columns.optional(row, 2, UUID.class),
                Columns.text(row, 3),
                Columns.optional(row, 4, String.class),
                new ChannelCode(Columns.text(row, 5)),
                Wire.parse(TicketState.class, Columns.text(row, 6)),
                Wire.parse(TicketPriority.class, Columns.text(row, 7)),
                listed(Columns.text(row, 8)).collect(Collectors.toSet()),
                orders(Columns.text(row, 9)),
                Columns.optional(row, 10, UUID.class),
                Columns.optional(row, 11, UUID.class),
                Columns.optional(row, 12, Instant.class),
                Columns.instant(row, 13),
                Columns.optional(row, 14, Instant.class),
                Columns.optional(row, 15, Instant.class),
                Columns.optional(row, 16, Instant.class),
                Columns.integer(row, 17),
                Columns.integer(row, 18),
                Columns.number(row, 19));
    }

    private static Set<UUID> orders(String joined) {
        return listed(joined).map(UUID::fromString).collect(Collectors.toSet());
    }

    private static Stream<String> listed(String joined) {
        return Stream.of(joined.split(",")).filter(part -> !part.isEmpty());
    }
}
