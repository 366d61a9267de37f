package io.omnihub.count;

import io.omnihub.count.CountLine.Entered;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CountLineRows implements Rows<CountLine.Key, CountLine> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS =
            "l.count_id, l.sku, l.counted, l.expected, l.counted_by, l.counted_at, l.rounds, l.recount";

    private static final String LOAD = """
        SELECT %s FROM unnest($1::uuid[], $2::text[]) AS wanted (count_id, sku)
        JOIN cycle_count_line l ON l.count_id = wanted.count_id AND l.sku = wanted.sku
        """.formatted(COLUMNS);
    private static final String INSERT = """
        INSERT INTO cycle_count_line (count_id, sku, rounds, recount)
        SELECT count_id, sku, 0, false FROM unnest($1::uuid[], $2::text[]) AS l (count_id, sku)
        """;
    private static final String UPDATE = """
        UPDATE cycle_count_line l SET counted = c.counted, expected = c.expected, counted_by = c.counted_by,
            counted_at = c.counted_at, rounds = c.rounds, recount = c.recount
        FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::uuid[], $6::timestamptz[], $7::int[],
            $8::boolean[]) AS c (count_id, sku, counted, expected, counted_by, counted_at, rounds, recount)
        WHERE l.count_id = c.count_id AND l.sku = c.sku
        """;

    @Override
    public Table<CountLine.Key, CountLine> table() {
        return CountLine.TABLE;
    }

    @Override
    public List<Statement> load(Collection<CountLine.Key> keys, BiConsumer<CountLine.Key, CountLine> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    CountLine line = read(row);
                    found.accept(line.key(), line);
                },
                Columns.uuids(keys, CountLine.Key::countId),
                Columns.texts(keys, key -> key.sku().value())));
    }

    @Override
    public List<Statement> write(List<Changed<CountLine.Key, CountLine>> rows, Instant now) {
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made)), changed -> List.of(update(changed)));
    }

    private static Statement insert(List<CountLine> lines) {
        return Statement.update(
                INSERT,
                Columns.uuids(lines, line -> line.key().countId()),
                Columns.texts(lines, line -> line.sku().value()));
    }

    private static Statement update(List<CountLine> lines) {
        return Statement.update(
                UPDATE,
                Columns.uuids(lines, line -> line.key().countId()),
                Columns.texts(lines, line -> line.sku().value()),
                entered(lines, Entered::counted),
                entered(lines, Entered::expected),
                entered(lines, Entered::by),
                entered(lines, Entered::at),
                Columns.numbers(lines, CountLine::rounds),
                Columns.values(lines, CountLine::recount));
    }

    private static String entered(List<CountLine> lines, Function<Entered, ? extends @Nullable Object> column) {
        return Columns.<CountLine>values(
                lines, line -> line.entered().map(column).orElse(null));
    }

    static CountLine read(Readable row) {
        return new CountLine(
                new CountLine.Key(Columns.uuid(row, 0), new Sku(Columns.text(row, 1))),
                Columns.optional(row, 2, Long.class)
                        .map(counted -> new Entered(
                                counted, Columns.number(row, 3), Columns.uuid(row, 4), Columns.instant(row, 5))),
                Columns.integer(row, 6),
                Columns.flag(row, 7));
    }
}
