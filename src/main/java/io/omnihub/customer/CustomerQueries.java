package io.omnihub.customer;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class CustomerQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    /** The end of the way from one to what it was merged into. */
    private static final String CANONICAL = """
        WITH RECURSIVE way (id, merged_into) AS (
            SELECT id, merged_into FROM customer WHERE id = $1
            UNION SELECT c.id, c.merged_into FROM customer c JOIN way w ON c.id = w.merged_into
        )
        SELECT %s FROM customer c JOIN way w ON w.id = c.id WHERE w.merged_into IS NULL
        """.formatted(CustomerRows.COLUMNS);

    /** All who are that customer today. */
    private static final String PERSON = """
        WITH RECURSIVE person (id) AS (
            SELECT $1::uuid UNION SELECT c.id FROM customer c JOIN person p ON c.merged_into = p.id
        )
        SELECT id FROM person
        """;

    /** The most trusted first, as the keys are given. */
    private static final String OWNER = """
        SELECT i.customer_id FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (type, value, place)
        JOIN customer_identity i ON i.type = wanted.type AND i.value = wanted.value
        WHERE i.customer_id IS NOT NULL AND NOT i.blocked ORDER BY wanted.place LIMIT 1
        """;

    private static final String IDENTITIES = "SELECT " + IdentityRows.COLUMNS
            + " FROM customer_identity i WHERE i.customer_id = ANY($1) ORDER BY i.linked_at, i.id";

    private static final String MERGES = "SELECT " + CustomerMergeRows.COLUMNS
            + " FROM customer_merge m WHERE m.into_customer = ANY($1) OR m.from_customer = ANY($1) ORDER BY m.id DESC";

    private static final String CONSENTS =
            "SELECT " + ConsentRows.COLUMNS + " FROM customer_consent c WHERE c.customer_id = ANY($1)";

    private static final String SUGGESTIONS = """
        SELECT %s FROM customer_suggestion s
        WHERE s.id < $1 AND ($2 = '' OR s.state = $2) AND ($3::uuid[] IS NULL OR s.one = ANY($3) OR s.other = ANY($3))
        ORDER BY s.id DESC LIMIT $4
        """.formatted(SuggestionRows.COLUMNS);
    private static final String SUGGESTION =
            "SELECT " + SuggestionRows.COLUMNS + " FROM customer_suggestion s WHERE s.id = $1";

    private static final String PAGE = """
        SELECT %s FROM customer c WHERE c.id < $1 AND c.merged_into IS NULL ORDER BY c.id DESC LIMIT $2
        """.formatted(CustomerRows.COLUMNS);

    private static final String ORDERS = """
        SELECT order_id FROM order_of_customer WHERE customer_id = ANY($1) AND order_id < $2
        ORDER BY order_id DESC LIMIT $3
        """;

    private static final String OF_ORDERS =
            "SELECT order_id, customer_id FROM order_of_customer WHERE order_id = ANY($1)";

    private final DatabaseClient database;

    CustomerQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Customer> canonical(UUID id) {
        return database.sql(CANONICAL).bind(0, id).map(CustomerRows::read).one();
    }

    Mono<Set<UUID>> person(UUID canonical) {
        return database.sql(PERSON)
                .bind(0, canonical)
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collect(Collectors.toSet());
    }

    Mono<UUID> owner(List<IdentityKey> keys) {
        return database.sql(OWNER)
                .bind(0, keys.stream().map(key -> key.type().wire()).toArray(String[]::new))
                .bind(1, keys.stream().map(IdentityKey::value).toArray(String[]::new))
                .map(row -> Columns.uuid(row, 0))
                .one();
    }

    Mono<List<Identity>> identities(Set<UUID> customers) {
        return database.sql(IDENTITIES)
                .bind(0, customers.toArray(UUID[]::new))
                .map(IdentityRows::read)
                .all()
                .collectList();
    }

    Mono<List<CustomerMerge>> merges(Set<UUID> customers) {
        return database.sql(MERGES)
                .bind(0, customers.toArray(UUID[]::new))
                .map(CustomerMergeRows::read)
                .all()
                .collectList();
    }

    /** What all of these customers have said. */
    Mono<List<Consent>> consents(Set<UUID> customers) {
        return database.sql(CONSENTS)
                .bind(0, customers.toArray(UUID[]::new))
                .map(ConsentRows::read)
                .all()
                .collectList();
    }

    Mono<Suggestion> suggestion(UUID id) {
        return database.sql(SUGGESTION).bind(0, id).map(SuggestionRows::read).one();
    }

    Mono<Page<Suggestion>> suggestions(
            Optional<Suggestion.State> state, Optional<Set<UUID>> customers, Optional<UUID> after, int limit) {
        var query = database.sql(SUGGESTIONS)
                .bind(0, after.orElse(LAST_POSSIBLE))
                .bind(1, state.map(Suggestion.State::wire).orElse(""));
        query = customers.isPresent()
                ? query.bind(2, customers.get().toArray(UUID[]::new))
                : query.bindNull(2, UUID[].class);
        return query.bind(3, limit + 1)
                .map(SuggestionRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.id().toString()));
    }

    Mono<Page<UUID>> orders(Set<UUID> customers, Optional<UUID> after, int limit) {
        return database.sql(ORDERS)
                .bind(0, customers.toArray(UUID[]::new))
                .bind(1, after.orElse(LAST_POSSIBLE))
                .bind(2, limit + 1)
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, UUID::toString));
    }

    Mono<Map<UUID, UUID>> ofOrders(Set<UUID> orders) {
        return database.sql(OF_ORDERS)
                .bind(0, orders.toArray(UUID[]::new))
                .map(row -> Map.entry(Columns.uuid(row, 0), Columns.uuid(row, 1)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Page<Customer>> page(Optional<UUID> after, int limit) {
        return database.sql(PAGE)
                .bind(0, after.orElse(LAST_POSSIBLE))
                .bind(1, limit + 1)
                .map(CustomerRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.id().toString()));
    }
}
