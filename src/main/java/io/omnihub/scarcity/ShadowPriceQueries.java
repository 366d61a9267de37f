package io.omnihub.scarcity;

import io.omnihub.engine.Columns;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.sourcing.ShadowPrices.Price;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads prices and what they were computed of. */
@Component
class ShadowPriceQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    /** The last SKU and location of a page; a SKU has no control characters. */
    private static final String CURSOR_SEPARATOR = "\n";

    private static final String COMPUTATIONS = "SELECT " + ShadowComputationRows.COLUMNS
            + " FROM shadow_computation WHERE id < $1 ORDER BY id DESC LIMIT $2";

    private static final String REQUESTED =
            "SELECT id FROM due_work WHERE subject = $1 AND kind = $2 AND state = 'waiting' AND generation = 0 LIMIT 1";

    private static final String PRICES = """
        SELECT sku, location, price_millis FROM shadow_price
        WHERE computation = $1 AND (sku, location) > ($2, $3) AND (cardinality($4::text[]) = 0 OR sku = ANY($4))
            AND ($5 = '' OR location = $5)
        ORDER BY sku, location LIMIT $6
        """;

    private final DatabaseClient database;

    ShadowPriceQueries(DatabaseClient database) {
        this.database = database;
    }

    /** The newest first. */
    Mono<Page<ShadowComputation>> computations(Optional<UUID> before, int limit) {
        return database.sql(COMPUTATIONS)
                .bind(0, before.orElse(LAST_POSSIBLE))
                .bind(1, limit + 1)
                .map(ShadowComputationRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.id().toString()));
    }

    /** The due work of a request that nobody has begun with. */
    Mono<Optional<UUID>> requested() {
        return database.sql(REQUESTED)
                .bind(0, ShadowPriceWork.ONCE)
                .bind(1, ShadowPriceWork.KIND)
                .map(row -> Optional.of(Columns.uuid(row, 0)))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    /** The one whose prices stand, valid or not. */
    Mono<ShadowComputation> newest() {
        return computations(Optional.empty(), 1)
                .flatMap(page -> Mono.justOrEmpty(page.items().stream().findFirst()));
    }

    /** In the order of SKU and location. */
    Mono<Page<Price>> prices(
            UUID computation,
            Collection<Sku> skus,
            Optional<LocationCode> location,
            Optional<String> after,
            int limit) {
        String[] start = after.orElse(CURSOR_SEPARATOR).split(CURSOR_SEPARATOR, -1);
        return database.sql(PRICES)
                .bind(0, computation)
                .bind(1, start[0])
                .bind(2, start[1])
                .bind(3, skus.stream().map(Sku::value).toArray(String[]::new))
                .bind(4, location.map(LocationCode::value).orElse(""))
                .bind(5, limit + 1)
                .map(ShadowPriceQueries::price)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, ShadowPriceQueries::cursor));
    }

    static boolean isCursor(String text) {
        String[] parts = text.split(CURSOR_SEPARATOR, -1);
        return parts.length == 2 && Sku.isValid(parts[0]) && Text.isCode(parts[1]);
    }

    private static String cursor(Price last) {
        return last.cell().sku() + CURSOR_SEPARATOR + last.cell().location();
    }

    private static Price price(Readable row) {
        return new Price(
                new Cell(new Sku(Columns.text(row, 0)), new LocationCode(Columns.text(row, 1))),
                Columns.number(row, 2));
    }
}
