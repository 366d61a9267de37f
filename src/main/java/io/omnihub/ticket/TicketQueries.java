package io.omnihub.ticket;

import io.omnihub.customer.IdentityKey;
import io.omnihub.customer.IdentityType;
import io.omnihub.engine.Columns;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Wire;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class TicketQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String BY_ID = "SELECT " + TicketRows.COLUMNS + " FROM ticket t WHERE t.id = $1";

    private static final String PAGE = """
        SELECT %s FROM ticket t
        WHERE t.id < $1 AND (cardinality($2::text[]) = 0 OR t.state = ANY($2))
            AND ($3::uuid[] IS NULL OR t.customer_id = ANY($3))
            AND ($4::uuid IS NULL OR t.orders @> ARRAY[$4::uuid])
            AND ($5 = '' OR t.tags @> ARRAY[$5::text]) AND ($6 = 0 OR t.number = $6)
            AND ($7 = '' OR t.id IN (
                SELECT m.ticket_id FROM ticket_message m
                WHERE m.search @@ (websearch_to_tsquery('english', $8) && $9::tsquery)))
        ORDER BY t.id DESC LIMIT $10
        """.formatted(TicketRows.COLUMNS);

    private static final String MESSAGE =
            "SELECT " + TicketMessageRows.COLUMNS + " FROM ticket_message m WHERE m.id = $1";

    /** A ticket and all that went on in it. */
    private static final String PARTS = """
        WITH RECURSIVE part (id) AS (
            SELECT $1::uuid UNION SELECT t.id FROM ticket t JOIN part p ON t.merged_into = p.id
        )\
        """;

    /** Those of the ticket and of all that went on in it, in the order in which they were recorded. */
    private static final String MESSAGES = """
        %s
        SELECT %s FROM ticket_message m JOIN part p ON p.id = m.ticket_id
        WHERE (m.recorded_at, m.id) > ($2, $3) ORDER BY m.recorded_at, m.id LIMIT $4
        """.formatted(PARTS, TicketMessageRows.COLUMNS);

    private static final String THREAD = "SELECT ticket_id FROM ticket_thread WHERE customer_id = $1 AND topic = $2";

    private static final String ANSWERED = """
        SELECT m.ticket_id FROM ticket_message m WHERE m.channel = $1 AND m.provider_id = $2 ORDER BY m.id DESC LIMIT 1
        """;

    /** Whom the last message over the ticket's channel came from. */
    private static final String ADDRESS = """
        %s
        SELECT m.address_type, m.address FROM ticket_message m JOIN part p ON p.id = m.ticket_id
        WHERE m.kind = 'inbound' AND m.channel = $2 AND m.address IS NOT NULL
        ORDER BY m.recorded_at DESC, m.id DESC LIMIT 1
        """.formatted(PARTS);

    /** What the provider calls the customer's last message before this one. */
    private static final String ANSWERED_ID = """
        SELECT m.provider_id FROM ticket_message m
        WHERE m.ticket_id = $1 AND m.number < $2 AND m.kind = 'inbound' AND m.channel = $3
        ORDER BY m.number DESC LIMIT 1
        """;

    private static final String TICKETS_OF = "SELECT id FROM ticket WHERE customer_id = ANY($1)";
    private static final String MESSAGES_OF = "SELECT id FROM ticket_message WHERE ticket_id = ANY($1)";

    private final DatabaseClient database;

    TicketQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Ticket> ticket(UUID id) {
        return database.sql(BY_ID).bind(0, id).map(TicketRows::read).one();
    }

    Mono<TicketMessage> message(UUID id) {
        return database.sql(MESSAGE).bind(0, id).map(TicketMessageRows::read).one();
    }

    Mono<Page<Ticket>> page(TicketFilter filter) {
        var query = database.sql(PAGE)
                .bind(0, filter.after().orElse(LAST_POSSIBLE))
                .bind(1, filter.states().stream().map(Wire::wire).toArray(String[]::new));
        query = filter.customers().isPresent()
                ? query.bind(2, filter.customers().get().toArray(UUID[]::new))
                : query.bindNull(2, UUID[].class);
        query = filter.order().isPresent() ? query.bind(3, filter.order().get()) : query.bindNull(3, UUID.class);
        String text = filter.text().orElse("");
        return query.bind(4, filter.tag().orElse(""))
                .bind(5, filter.number().map(TicketNumber::value).orElse(0L))
                .bind(6, text)
                .bind(7, SearchText.spaced(text))
                .bind(8, pairs(text))
                .bind(9, filter.limit() + 1)
                .map(TicketRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, filter.limit(), last -> last.id().toString()));
    }

    /** As a query of PostgreSQL that wants all of them; none is an empty one, which wants nothing. */
    private static String pairs(String text) {
        return String.join(
                " & ",
                SearchText.wantedPairs(text).stream()
                        .map(pair -> "'" + pair + "'")
                        .toList());
    }

    Mono<Page<TicketMessage>> messages(UUID ticketId, Optional<MessageCursor> after, int limit) {
        MessageCursor from = after.orElse(MessageCursor.FIRST);
        return database.sql(MESSAGES)
                .bind(0, ticketId)
                .bind(1, from.recordedAt())
                .bind(2, from.id())
                .bind(3, limit + 1)
                .map(TicketMessageRows::read)
                .all()
                .collectList()
                .map(found ->
                        Page.cut(found, limit, last -> new MessageCursor(last.recordedAt(), last.id()).toString()));
    }

    Mono<UUID> running(TicketThread.Key thread) {
        return database.sql(THREAD)
                .bind(0, thread.customer())
                .bind(1, thread.topic())
                .map(row -> Columns.optional(row, 0, UUID.class))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    Mono<UUID> answered(ChannelCode channel, String providerId) {
        return database.sql(ANSWERED)
                .bind(0, channel.value())
                .bind(1, providerId)
                .map(row -> Columns.uuid(row, 0))
                .one();
    }

    Mono<Optional<String>> answeredId(TicketMessage reply) {
        return database.sql(ANSWERED_ID)
                .bind(0, reply.ticketId())
                .bind(1, reply.number())
                .bind(2, reply.channel().value())
                .map(row -> Columns.optional(row, 0, String.class))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    Mono<Set<UUID>> ticketsOf(Set<UUID> customers) {
        return ids(TICKETS_OF, customers);
    }

    Mono<Set<UUID>> messagesOf(Set<UUID> tickets) {
        return ids(MESSAGES_OF, tickets);
    }

    private Mono<Set<UUID>> ids(String statement, Set<UUID> of) {
        return database.sql(statement)
                .bind(0, of.toArray(UUID[]::new))
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collect(Collectors.toSet());
    }

    Mono<IdentityKey> address(Ticket ticket) {
        return database.sql(ADDRESS)
                .bind(0, ticket.id())
                .bind(1, ticket.channel().value())
                .map(row -> new IdentityKey(Wire.parse(IdentityType.class, Columns.text(row, 0)), Columns.text(row, 1)))
                .one();
    }
}
