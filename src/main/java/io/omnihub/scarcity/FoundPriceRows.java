package io.omnihub.scarcity;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class FoundPriceRows implements LogRows<FoundPrice> {
    private static final String INSERT = """
        INSERT INTO shadow_price (computation, sku, location, price_millis)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[])
        """;

    /** Whoever writes prices makes room for them: of those that nobody reads any more, twice as many go. */
    private static final String FORGET = """
        DELETE FROM shadow_price p USING (
            SELECT computation, sku, location FROM shadow_price
            WHERE computation < (SELECT id FROM shadow_computation ORDER BY id DESC OFFSET 1 LIMIT 1) LIMIT $1::int
        ) old
        WHERE p.computation = old.computation AND p.sku = old.sku AND p.location = old.location
        """;

    @Override
    public Log<FoundPrice> log() {
        return FoundPrice.LOG;
    }

    @Override
    public List<Statement> append(List<FoundPrice> rows, Instant now) {
        return List.of(
                Statement.update(
                        INSERT,
                        Columns.uuids(rows, FoundPrice::computation),
                        Columns.texts(rows, row -> row.price().cell().sku().value()),
                        Columns.texts(rows, row -> row.price().cell().location().value()),
                        Columns.numbers(rows, row -> row.price().millis())),
                Statement.update(FORGET, 2 * rows.size()));
    }
}
