package io.omnihub.fulfillment;

import io.omnihub.engine.Columns;
import io.omnihub.engine.FoundId;
import io.omnihub.engine.Sql;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Counter;
import io.omnihub.inventory.CounterProof;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads fulfilment orders, and holds the ledger's allocations to their lines. */
@Configuration(proxyBeanMethods = false)
public class FulfillmentQueries {
    private static final UUID FIRST_POSSIBLE = new UUID(0, 0);
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String ANYWHERE = """
        SELECT f.id, (SELECT count(*) FROM fulfillment_order_line l WHERE l.fulfillment_order_id = f.id)::int
        FROM fulfillment_order f WHERE f.id < $1 AND $2 = '' AND ($3 = '' OR f.state = $3) ORDER BY f.id DESC LIMIT $4
        """;

    /** A statement of its own, which finds its rows by an index. */
    private static final String AT_LOCATION = ANYWHERE.replace("$2 = ''", "f.location = $2");

    /** Those of a partial index; what is in another state is found among the newest. */
    private static final Set<FulfillmentState> SELDOM = EnumSet.of(
            FulfillmentState.PENDING_SOURCING,
            FulfillmentState.AWAITING_TRANSFER,
            FulfillmentState.UNFILLABLE,
            FulfillmentState.BLOCKED,
            FulfillmentState.CANCEL_REQUESTED,
            FulfillmentState.DELIVERY_FAILED,
            FulfillmentState.RETURNED_TO_STOCK,
            FulfillmentState.LOST,
            FulfillmentState.REJECTED,
            FulfillmentState.EXPIRED);

    private static final String IN_SELDOM_STATE =
            ANYWHERE.replace("($3 = '' OR f.state = $3)", "f.state = $3 AND f.state IN (" + literals(SELDOM) + ")");

    private static final String UNPICKED = """
        SELECT id FROM fulfillment_order
        WHERE location = $1 AND state IN ('allocated', 'acknowledged', 'picking') ORDER BY id LIMIT $2
        """;

    /** Nobody has picked some of its units there: those where nothing is begun first, then those that were promised for the latest. */
    private static final String UNPICKED_OF = """
        SELECT f.id FROM fulfillment_order f
        WHERE f.location = $1 AND f.state IN ('allocated', 'acknowledged', 'picking') AND EXISTS (
            SELECT FROM fulfillment_order_line l
            WHERE l.fulfillment_order_id = f.id AND l.sku = $2 AND l.quantity > l.picked)
        ORDER BY f.state = 'picking', f.promised_at DESC NULLS FIRST, f.id DESC LIMIT $3
        """;

    private static final String UNACKNOWLEDGED = """
        SELECT id, handling ->> 'timer' FROM fulfillment_order
        WHERE location = $1 AND state = 'allocated' AND id > $2 AND id < $4 ORDER BY id LIMIT $3
        """;

    /**
     * Those for whom something has come and is set aside; then by their promises, and by the orders' age: what is left of a
     * part that was served in part keeps its order's place.
     */
    private static final String WAITING = """
        SELECT f.id FROM due_work d JOIN fulfillment_order f ON f.id = right(d.subject, 36)::uuid
        WHERE d.subject >= $1 COLLATE "C" AND d.subject < $2 COLLATE "C" AND length(d.subject) = length($1) + 36
            AND d.kind = $3 AND d.state = 'waiting'
            AND f.state IN ('backordered', 'unfillable')
            AND coalesce((%1$s, coalesce(f.promised_at, 'infinity'), f.order_id, f.id)
                > (SELECT %2$s, coalesce(last.promised_at, 'infinity'), last.order_id, last.id
                    FROM fulfillment_order last WHERE last.id = $5::uuid), true)
        GROUP BY f.id ORDER BY %1$s, coalesce(f.promised_at, 'infinity'), f.order_id, f.id LIMIT $4
        """.formatted(waitsForNothing("f"), waitsForNothing("last"));

    /** Whether nothing is set aside for a part; false comes first. */
    private static String waitsForNothing(String part) {
        return """
            NOT EXISTS (SELECT FROM supply_line s
                WHERE s.sku = $6 AND s.set_aside > 0 AND position(s.source::text in %s.handling::text) > 0)\
            """.formatted(part);
    }

    /** $5 is a part's id, or a source's. */
    private static final String BACKORDERED = """
        SELECT f.id FROM due_work d JOIN fulfillment_order f ON f.id = right(d.subject, 36)::uuid
        WHERE d.subject >= $1 COLLATE "C" AND d.subject < $2 COLLATE "C" AND length(d.subject) = length($1) + 36
            AND d.kind = $3 AND d.state = 'waiting' AND f.state = 'backordered'
            AND %s
        GROUP BY f.id ORDER BY f.id %s LIMIT $4
        """;

    private static final String AFTER = BACKORDERED.formatted("f.id > $5::uuid", "");

    private static final String PROMISED_LAST =
            BACKORDERED.formatted("position($5::uuid::text in f.handling::text) > 0", "DESC");

    /** Of which SKUs there is some at a location, or anywhere, for those who wait. */
    private static final String AWAITED = """
        SELECT s.sku FROM (SELECT DISTINCT left(d.subject, -37) AS sku FROM due_work d
            WHERE d.kind = $1 AND d.state = 'waiting' AND left(d.subject, -37) > $3 COLLATE "C") AS s
        WHERE EXISTS (SELECT FROM stock_level l WHERE l.sku = s.sku AND ($2 = '' OR l.location = $2)
            AND l.on_hand - l.unavailable - l.allocated - l.held - l.safety_stock > 0)
        ORDER BY s.sku COLLATE "C" LIMIT $4
        """;

    private final DatabaseClient database;

    FulfillmentQueries(DatabaseClient database) {
        this.database = database;
    }

    /** The fulfilment of each of these orders that has any, on the connection on which the orders are read as well. */
    public static Mono<List<OrderFulfillment>> ofOrders(Connection connection, Collection<UUID> orderIds) {
        return Sql.query(connection, FulfillmentRows.OF_ORDERS, FulfillmentRows::read, (Object)
                        orderIds.toArray(UUID[]::new))
                .collectList()
                .map(FulfillmentRows::assemble);
    }

    /** Those that a location has not picked, the oldest first. */
    public Mono<List<UUID>> unpicked(LocationCode location, int atMost) {
        return database.sql(UNPICKED)
                .bind(0, location.value())
                .bind(1, atMost)
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collectList();
    }

    /** Those with units of a cell that nobody has picked: who is to let them go first, comes first. */
    public Mono<List<FulfillmentOrder>> unpicked(Cell cell, int atMost) {
        return inOrder(database.sql(UNPICKED_OF)
                .bind(0, cell.location().value())
                .bind(1, cell.sku().value())
                .bind(2, atMost)
                .map(row -> Columns.uuid(row, 0))
                .all());
    }

    /** Those made before that time that a location has not acknowledged, the oldest first, behind that one. */
    public Mono<List<Unacknowledged>> unacknowledged(
            LocationCode location, Optional<UUID> after, Instant before, int atMost) {
        return database.sql(UNACKNOWLEDGED)
                .bind(0, location.value())
                .bind(1, after.orElse(FIRST_POSSIBLE))
                .bind(2, atMost)
                .bind(3, Ids.first(before))
                .map(row -> new Unacknowledged(
                        Columns.uuid(row, 0),
                        Columns.optional(row, 1, String.class).map(UUID::fromString)))
                .all()
                .collectList();
    }

    /** The first of those that wait for units of a SKU, the oldest promise first, and that one in any case. */
    public Mono<List<FulfillmentOrder>> waiting(Sku sku, int atMost, UUID andThat) {
        return inOrder(
                waiting(sku, atMost, Optional.empty()).concatWithValues(andThat).distinct());
    }

    /** The next of them behind that one. */
    public Mono<List<FulfillmentOrder>> waitingBehind(Sku sku, int atMost, UUID last) {
        return inOrder(waiting(sku, atMost, Optional.of(last)));
    }

    /**
     * The SKUs that somebody waits for and that can be had, in their order.
     *
     * @param location where; empty for anywhere
     * @param after the last one before them; empty for the first
     */
    public Mono<List<Sku>> awaited(String location, String after, int atMost) {
        return database.sql(AWAITED)
                .bind(0, AwaitedStock.KIND)
                .bind(1, location)
                .bind(2, after)
                .bind(3, atMost)
                .map(row -> new Sku(Columns.text(row, 0)))
                .all()
                .collectList();
    }

    private Flux<UUID> waiting(Sku sku, int atMost, Optional<UUID> behind) {
        var query = waiting(WAITING, sku, atMost).bind(5, sku.value());
        return behind.map(last -> query.bind(4, last))
                .orElseGet(() -> query.bindNull(4, UUID.class))
                .map(row -> Columns.uuid(row, 0))
                .all();
    }

    /** Those that wait for units of a SKU, in the order in which they were made. */
    public Mono<List<FulfillmentOrder>> backordered(Sku sku, UUID after, int atMost) {
        return inOrder(waiting(AFTER, sku, atMost)
                .bind(4, after)
                .map(row -> Columns.uuid(row, 0))
                .all());
    }

    /** Of those that are promised units of that source, the ones that were made last. */
    public Mono<List<FulfillmentOrder>> promisedLast(Sku sku, UUID source, int atMost) {
        return inOrder(waiting(PROMISED_LAST, sku, atMost)
                .bind(4, source)
                .map(row -> Columns.uuid(row, 0))
                .all());
    }

    private GenericExecuteSpec waiting(String sql, Sku sku, int atMost) {
        return database.sql(sql)
                .bind(0, AwaitedStock.first(sku))
                .bind(1, AwaitedStock.end(sku))
                .bind(2, AwaitedStock.KIND)
                .bind(3, atMost);
    }

    private Mono<List<FulfillmentOrder>> inOrder(Flux<UUID> ids) {
        return ids.collectList()
                .flatMap(all -> fulfillmentOrders(all)
                        .map(found -> found.stream()
                                .sorted(Comparator.comparingInt(part -> all.indexOf(part.id())))
                                .toList()));
    }

    public Mono<FulfillmentOrder> fulfillmentOrder(UUID id) {
        return fulfillmentOrders(List.of(id))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<FulfillmentOrder>> page(FulfillmentFilter filter) {
        boolean isSeldom = filter.state().filter(SELDOM::contains).isPresent();
        return page(filter, filter.location().isPresent() ? AT_LOCATION : isSeldom ? IN_SELDOM_STATE : ANYWHERE);
    }

    /**
     * {@link #page(FulfillmentFilter)} of what another room finds.
     *
     * @param find yields ids and their numbers of lines; $1 is the id before, $2 the location or an empty text, $3 the
     *     state likewise, $4 how many at most
     * @param more from $5 on
     */
    public Mono<Page<FulfillmentOrder>> page(FulfillmentFilter filter, String find, Object... more) {
        GenericExecuteSpec query = database.sql(find)
                .bind(0, filter.after().orElse(LAST_POSSIBLE))
                .bind(1, filter.location().map(LocationCode::value).orElse(""))
                .bind(2, filter.state().map(FulfillmentState::wire).orElse(""))
                .bind(3, filter.limit() + 1);
        for (int i = 0; i < more.length; i++) {
            query = query.bind(4 + i, more[i]);
        }
        return FoundId.page(query, filter.limit(), this::fulfillmentOrders);
    }

    /** Those of them that there are, the newest first. */
    public Mono<List<FulfillmentOrder>> fulfillmentOrders(Collection<UUID> ids) {
        return database.sql(FulfillmentRows.BY_ID)
                .bind(0, ids.toArray(UUID[]::new))
                .map(FulfillmentRows::read)
                .all()
                .collectList()
                .map(FulfillmentRows::parts);
    }

    @Bean
    static CounterProof allocatedUnits() {
        String states = literals(Arrays.stream(FulfillmentState.values())
                .filter(FulfillmentState::hasStock)
                .toList());
        return new CounterProof(Counter.ALLOCATED, """
            SELECT l.sku, f.location, l.quantity - l.handed_over
            FROM fulfillment_order f JOIN fulfillment_order_line l ON l.fulfillment_order_id = f.id
            WHERE f.state IN (%s)
            """.formatted(states));
    }

    private static String literals(Collection<FulfillmentState> states) {
        return states.stream().map(state -> "'" + state.wire() + "'").collect(Collectors.joining(", "));
    }
}
