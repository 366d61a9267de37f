package io.omnihub.catalog;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class ItemRows implements Rows<Sku, Item> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "sku, name, state, unit_price, unit_price_currency, barcodes, version";

    private static final String LOCK = "SELECT sku FROM item WHERE sku = ANY($1::text[]) ORDER BY sku FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM item WHERE sku = ANY($1::text[])";

    /** An item's barcodes come as one text: no barcode has a space. */
    private static final String PUT = """
        unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[]) AS put (%s)\
        """.formatted(COLUMNS);

    private static final String INSERT = """
        INSERT INTO item (%s)
        SELECT sku, name, state, unit_price, unit_price_currency, string_to_array(barcodes, ' '), version FROM %s
        """.formatted(COLUMNS, PUT);

    private static final String UPDATE = """
        UPDATE item SET name = put.name, state = put.state, unit_price = put.unit_price,
            unit_price_currency = put.unit_price_currency, barcodes = string_to_array(put.barcodes, ' '),
            version = put.version
        FROM %s WHERE item.sku = put.sku
        """.formatted(PUT);

    @Override
    public Table<Sku, Item> table() {
        return Item.TABLE;
    }

    @Override
    public Statement lock(Collection<Sku> skus, Consumer<Object> locked) {
        return Statement.query(
                LOCK, row -> locked.accept(new Sku(Columns.text(row, 0))), Columns.texts(skus, Sku::value));
    }

    @Override
    public List<Statement> load(Collection<Sku> skus, BiConsumer<Sku, Item> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(new Sku(Columns.text(row, 0)), read(row)), Columns.texts(skus, Sku::value)));
    }

    /**
     * A new row is inserted, not merged: where another replica was faster, the batch must look again. Rows go in by the
     * order of their SKUs, so that two replicas with the same new ones cannot wait for each other.
     */
    @Override
    public List<Statement> write(List<Changed<Sku, Item>> rows, Instant now) {
        List<Changed<Sku, Item>> sorted = rows.stream()
                .sorted(Comparator.comparing(row -> row.key().value()))
                .toList();
        return Rows.insertOrUpdate(sorted, made -> List.of(write(INSERT, made)), put -> List.of(write(UPDATE, put)));
    }

    private static Statement write(String sql, List<Item> items) {
        return Statement.update(
                sql,
                Columns.texts(items, item -> item.sku().value()),
                Columns.texts(items, Item::name),
                Columns.texts(items, item -> item.state().wire()),
                Columns.values(
                        items, item -> item.unitPrice().map(Money::amount).orElse(null)),
                Columns.texts(
                        items, item -> item.unitPrice().map(Money::currency).orElse(null)),
                Columns.texts(
                        items,
                        item -> item.barcodes().stream().map(Barcode::value).collect(Collectors.joining(" "))),
                Columns.numbers(items, Item::version));
    }

    static Item read(Readable row) {
        return new Item(
                new Sku(Columns.text(row, 0)),
                Columns.text(row, 1),
                Wire.parse(EntryState.class, Columns.text(row, 2)),
                Columns.optional(row, 3, Long.class).map(amount -> new Money(amount, Columns.text(row, 4))),
                Arrays.stream(Objects.requireNonNull(row.get(5, String[].class)))
                        .map(Barcode::new)
                        .toList(),
                Columns.number(row, 6));
    }
}
