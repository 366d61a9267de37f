package io.omnihub.catalog;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class BarcodeRows implements Rows<Barcode, Barcode.Owner> {
    private static final String LOCK =
            "SELECT barcode FROM item_barcode WHERE barcode = ANY($1::text[]) ORDER BY barcode FOR UPDATE";
    private static final String LOAD = "SELECT barcode, sku FROM item_barcode WHERE barcode = ANY($1::text[])";

    /** Not merged: where another replica was faster, the batch must look again. */
    private static final String INSERT =
            "INSERT INTO item_barcode (barcode, sku) SELECT * FROM unnest($1::text[], $2::text[])";

    private static final String UPDATE = """
        UPDATE item_barcode SET sku = put.sku FROM unnest($1::text[], $2::text[]) AS put (barcode, sku)
        WHERE item_barcode.barcode = put.barcode
        """;

    @Override
    public Table<Barcode, Barcode.Owner> table() {
        return Barcode.TABLE;
    }

    @Override
    public Statement lock(Collection<Barcode> barcodes, Consumer<Object> locked) {
        return Statement.query(
                LOCK, row -> locked.accept(new Barcode(Columns.text(row, 0))), Columns.texts(barcodes, Barcode::value));
    }

    @Override
    public List<Statement> load(Collection<Barcode> barcodes, BiConsumer<Barcode, Barcode.Owner> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(
                        new Barcode(Columns.text(row, 0)),
                        new Barcode.Owner(Columns.optional(row, 1, String.class).map(Sku::new))),
                Columns.texts(barcodes, Barcode::value)));
    }

    /** New ones go in by their order, so that two replicas with the same ones cannot wait for each other. */
    @Override
    public List<Statement> write(List<Changed<Barcode, Barcode.Owner>> rows, Instant now) {
        List<Changed<Barcode, Barcode.Owner>> sorted =
                rows.stream().sorted(Comparator.comparing(Changed::key)).toList();
        return List.of(
                write(
                        INSERT,
                        sorted.stream().filter(row -> row.before().isEmpty()).toList()),
                write(
                        UPDATE,
                        sorted.stream().filter(row -> row.before().isPresent()).toList()));
    }

    private static Statement write(String sql, List<Changed<Barcode, Barcode.Owner>> rows) {
        return Statement.update(
                sql,
                Columns.texts(rows, row -> row.key().value()),
                Columns.texts(rows, row -> row.after().item().map(Sku::value).orElse(null)));
    }
}
