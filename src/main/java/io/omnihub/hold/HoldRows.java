package io.omnihub.hold;

import io.omnihub.engine.Columns;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class HoldRows implements Rows<UUID, Hold> {
    /** One row per line; {@link #assemble} makes holds of them. */
    static final String COLUMNS = """
        h.id, h.channel, h.state, h.expires_at, h.made_at, h.made_by, h.order_id, l.sku, l.location, l.quantity,
        l.freed_at IS NOT NULL\
        """;

    private static final String LOCK = "SELECT id FROM hold WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = """
        SELECT %s FROM hold h JOIN hold_line l ON l.hold_id = h.id
        WHERE h.id = ANY($1::uuid[]) ORDER BY h.id, l.line_number
        """.formatted(COLUMNS);

    private static final String INSERT = """
        WITH made AS (
            INSERT INTO hold (id, channel, state, expires_at, made_at, made_by, order_id)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::uuid[],
                $7::uuid[])
        )
        INSERT INTO hold_line (hold_id, line_number, sku, location, quantity, expires_at, freed_at)
        SELECT * FROM unnest($8::uuid[], $9::int[], $10::text[], $11::text[], $12::bigint[], $13::timestamptz[],
            $14::timestamptz[])
        """;

    private static final String UPDATE = """
        UPDATE hold h SET state = c.state, order_id = c.order_id
        FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS c (id, state, order_id) WHERE h.id = c.id
        """;
    /** A hold changes by its end alone, which frees all of it. */
    private static final String FREE =
            "UPDATE hold_line SET freed_at = $2 WHERE hold_id = ANY($1::uuid[]) AND freed_at IS NULL";

    private record NumberedLine(Hold hold, int number, Hold.Line line) {}

    @Override
    public Table<UUID, Hold> table() {
        return Hold.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, Hold> found) {
        return List.of(Statement.gather(
                LOAD,
                HoldRows::read,
                lines -> assemble(lines).forEach(hold -> found.accept(hold.id(), hold)),
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, Hold>> rows, Instant now) {
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made, now)), ended -> end(ended, now));
    }

    private static Statement insert(List<Hold> holds, Instant now) {
        List<NumberedLine> lines = lines(holds);
        return Statement.update(
                INSERT,
                Columns.uuids(holds, Hold::id),
                Columns.texts(holds, hold -> hold.channel().value()),
                Columns.texts(holds, hold -> hold.stored().wire()),
                Columns.values(holds, Hold::expiresAt),
                Columns.values(holds, Hold::madeAt),
                Columns.uuids(holds, Hold::madeBy),
                Columns.values(holds, hold -> hold.orderId().orElse(null)),
                Columns.uuids(lines, line -> line.hold().id()),
                Columns.numbers(lines, NumberedLine::number),
                Columns.texts(lines, line -> line.line().cell().sku().value()),
                Columns.texts(lines, line -> line.line().cell().location().value()),
                Columns.numbers(lines, line -> line.line().quantity()),
                Columns.values(lines, line -> line.hold().expiresAt()),
                Columns.values(lines, line -> line.line().freed() ? now : null));
    }

    private static List<Statement> end(List<Hold> holds, Instant now) {
        String ids = Columns.uuids(holds, Hold::id);
        return List.of(
                Statement.update(
                        UPDATE,
                        ids,
                        Columns.texts(holds, hold -> hold.stored().wire()),
                        Columns.values(holds, hold -> hold.orderId().orElse(null))),
                Statement.update(FREE, ids, now));
    }

    private static List<NumberedLine> lines(List<Hold> holds) {
        List<NumberedLine> lines = new ArrayList<>();
        for (Hold hold : holds) {
            int number = 1;
            for (Hold.Line line : hold.lines()) {
                lines.add(new NumberedLine(hold, number++, line));
            }
        }
        return lines;
    }

    /** A hold with one of its lines. */
    static Hold read(Readable row) {
        return new Hold(
                Columns.uuid(row, 0),
                new ChannelCode(Columns.text(row, 1)),
                Wire.parse(HoldState.class, Columns.text(row, 2)),
                Columns.instant(row, 3),
                Columns.instant(row, 4),
                Columns.uuid(row, 5),
                Columns.optional(row, 6, UUID.class),
                List.of(new Hold.Line(
                        new Cell(new Sku(Columns.text(row, 7)), new LocationCode(Columns.text(row, 8))),
                        Columns.number(row, 9),
                        Columns.flag(row, 10))));
    }

    /** Gathers the lines of each hold; they come in the order of their numbers. */
    static List<Hold> assemble(List<Hold> oneLineEach) {
        return OwnedLine.gather(
                oneLineEach.stream()
                        .map(part -> new OwnedLine<>(part.id(), part))
                        .toList(),
                (_, parts) -> parts.getFirst()
                        .withLines(parts.stream()
                                .flatMap(part -> part.lines().stream())
                                .toList()));
    }
}
