package io.omnihub.replenishment;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class PurchaseSuggestionRows implements Rows<Sku, PurchaseSuggestion> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "p.sku, p.value, p.currency, p.places::text, p.run_id, p.suggested_at";

    private static final String LOCK =
            "SELECT sku FROM replenishment_purchase WHERE sku = ANY($1::text[]) ORDER BY sku FOR UPDATE";
    private static final String LOAD =
            "SELECT " + COLUMNS + " FROM replenishment_purchase p WHERE p.sku = ANY($1::text[])";
    private static final String PUT = """
        INSERT INTO replenishment_purchase (sku, quantity, value, currency, places, run_id, suggested_at)
        SELECT sku, quantity, value, currency, places::json, run_id, suggested_at
        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], string_to_array($5, chr(30)), $6::uuid[],
            $7::timestamptz[]) AS p (sku, quantity, value, currency, places, run_id, suggested_at) ORDER BY sku
        ON CONFLICT (sku) DO UPDATE SET quantity = excluded.quantity, value = excluded.value,
            currency = excluded.currency, places = excluded.places, run_id = excluded.run_id,
            suggested_at = excluded.suggested_at
        """;
    private static final String DELETE = "DELETE FROM replenishment_purchase WHERE sku = ANY($1::text[])";

    @Override
    public Table<Sku, PurchaseSuggestion> table() {
        return PurchaseSuggestion.TABLE;
    }

    @Override
    public Statement lock(Collection<Sku> skus, Consumer<Object> locked) {
        return Statement.query(
                LOCK, row -> locked.accept(new Sku(Columns.text(row, 0))), Columns.texts(skus, Sku::value));
    }

    @Override
    public List<Statement> load(Collection<Sku> skus, BiConsumer<Sku, PurchaseSuggestion> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(new Sku(Columns.text(row, 0)), read(row)), Columns.texts(skus, Sku::value)));
    }

    @Override
    public List<Statement> write(List<Changed<Sku, PurchaseSuggestion>> rows, Instant now) {
        List<PurchaseSuggestion> wanted = rows.stream()
                .map(Changed::after)
                .filter(suggestion -> suggestion.quantity() > 0)
                .toList();
        List<PurchaseSuggestion> gone = rows.stream()
                .map(Changed::after)
                .filter(suggestion -> suggestion.quantity() == 0)
                .toList();
        List<Statement> statements = new ArrayList<>();
        if (!gone.isEmpty()) {
            statements.add(Statement.update(
                    DELETE, Columns.texts(gone, suggestion -> suggestion.sku().value())));
        }
        if (!wanted.isEmpty()) {
            statements.add(put(wanted));
        }
        return statements;
    }

    private static Statement put(List<PurchaseSuggestion> wanted) {
        return Statement.update(
                PUT,
                Columns.texts(wanted, suggestion -> suggestion.sku().value()),
                Columns.numbers(wanted, PurchaseSuggestion::quantity),
                Columns.numbers(wanted, suggestion -> suggestion.value().amount()),
                Columns.texts(wanted, suggestion -> suggestion.value().currency()),
                Columns.json(wanted, suggestion -> ReplenishmentJson.write(suggestion.places())),
                Columns.uuids(wanted, PurchaseSuggestion::runId),
                Columns.values(wanted, PurchaseSuggestion::suggestedAt));
    }

    static PurchaseSuggestion read(Readable row) {
        return new PurchaseSuggestion(
                new Sku(Columns.text(row, 0)),
                new Money(Columns.number(row, 1), Columns.text(row, 2)),
                ReplenishmentJson.places(Columns.text(row, 3)),
                Columns.uuid(row, 4),
                Columns.instant(row, 5));
    }
}
