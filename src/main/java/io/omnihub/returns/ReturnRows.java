package io.omnihub.returns;

import io.omnihub.engine.Columns;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class ReturnRows implements Rows<UUID, Return> {
    /** One row per line, in the order of {@link #read}. */
    static final String COLUMNS = """
        r.id, r.order_id, r.channel, r.currency, r.reference, r.state, r.location, r.exchange_order_id, r.reason,
        r.made_by, r.made_at, r.version, l.line_number, l.order_line, l.sku, l.quantity, l.received, l.restocked,
        l.quality_control, l.damaged, l.refund, l.reason\
        """;

    private static final String LOCK =
            "SELECT id FROM customer_return WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = """
        SELECT %s FROM customer_return r JOIN customer_return_line l ON l.return_id = r.id
        WHERE r.id = ANY($1::uuid[]) ORDER BY r.id, l.line_number
        """.formatted(COLUMNS);
    private static final String INSERT = """
        WITH made AS (
            INSERT INTO customer_return (id, order_id, channel, currency, reference, state, location, made_by, made_at,
                version)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::uuid[], $9::timestamptz[], $10::bigint[])
        )
        INSERT INTO customer_return_line (return_id, line_number, order_line, sku, quantity, received, restocked,
            quality_control, damaged, refund, reason)
        SELECT return_id, line_number, order_line, sku, quantity, received, 0, 0, 0, 0, reason
        FROM unnest($11::uuid[], $12::int[], $13::int[], $14::text[], $15::bigint[], $16::bigint[], $17::text[])
            AS l (return_id, line_number, order_line, sku, quantity, received, reason)
        """;
    private static final String UPDATE = """
        UPDATE customer_return r SET state = c.state, location = c.location, exchange_order_id = c.exchange_order_id,
            reason = c.reason, version = c.version
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[])
            AS c (id, state, location, exchange_order_id, reason, version)
        WHERE r.id = c.id
        """;
    private static final String UPDATE_LINES = """
        UPDATE customer_return_line l SET quantity = greatest(l.quantity, c.received), received = c.received,
            restocked = c.restocked, quality_control = c.quality_control, damaged = c.damaged, refund = c.refund
        FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
            AS c (return_id, line_number, received, restocked, quality_control, damaged, refund)
        WHERE l.return_id = c.return_id AND l.line_number = c.line_number
        """;

    @Override
    public Table<UUID, Return> table() {
        return Return.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, Return> found) {
        return List.of(Statement.gather(
                LOAD,
                ReturnRows::read,
                lines -> assemble(lines).forEach(one -> found.accept(one.id(), one)),
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, Return>> rows, Instant now) {
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made)), ReturnRows::update);
    }

    private static Statement insert(List<Return> returns) {
        List<OwnedLine<Return, Return.Line>> lines = OwnedLine.of(returns, Return::lines);
        return Statement.update(
                INSERT,
                Columns.uuids(returns, Return::id),
                Columns.values(
                        returns, one -> one.source().map(Return.Source::orderId).orElse(null)),
                Columns.texts(
                        returns,
                        one -> one.source().map(of -> of.channel().value()).orElse(null)),
                Columns.texts(
                        returns,
                        one -> one.source().map(Return.Source::currency).orElse(null)),
                Columns.texts(returns, Return::reference),
                Columns.texts(returns, one -> one.state().wire()),
                Columns.texts(
                        returns, one -> one.location().map(LocationCode::value).orElse(null)),
                Columns.uuids(returns, Return::madeBy),
                Columns.values(returns, Return::madeAt),
                Columns.numbers(returns, Return::version),
                Columns.uuids(lines, line -> line.owner().id()),
                Columns.numbers(lines, line -> line.line().lineNumber()),
                Columns.values(lines, line -> line.line().orderLine().orElse(null)),
                Columns.texts(lines, line -> line.line().sku().value()),
                Columns.numbers(lines, line -> line.line().quantity()),
                Columns.numbers(lines, line -> line.line().received()),
                Columns.texts(lines, line -> line.line().reason().orElse(null)));
    }

    private static List<Statement> update(List<Return> returns) {
        List<OwnedLine<Return, Return.Line>> lines = OwnedLine.of(returns, Return::lines);
        return List.of(
                Statement.update(
                        UPDATE,
                        Columns.uuids(returns, Return::id),
                        Columns.texts(returns, one -> one.state().wire()),
                        Columns.texts(
                                returns,
                                one -> one.location().map(LocationCode::value).orElse(null)),
                        Columns.values(returns, one -> one.exchangeOrderId().orElse(null)),
                        Columns.texts(returns, one -> one.reason().orElse(null)),
                        Columns.numbers(returns, Return::version)),
                Statement.update(
                        UPDATE_LINES,
                        Columns.uuids(lines, line -> line.owner().id()),
                        Columns.numbers(lines, line -> line.line().lineNumber()),
                        Columns.numbers(lines, line -> line.line().received()),
                        Columns.numbers(lines, line -> line.line().restocked()),
                        Columns.numbers(lines, line -> line.line().qualityControl()),
                        Columns.numbers(lines, line -> line.line().damaged()),
                        Columns.numbers(lines, line -> line.line().refund())));
    }

    static OwnedLine<Return, Return.Line> read(Readable row) {
        var line = new Return.Line(
                Columns.integer(row, 12),
                Columns.optional(row, 13, Integer.class),
                new Sku(Columns.text(row, 14)),
                Columns.number(row, 15),
                Columns.number(row, 16),
                Columns.number(row, 17),
                Columns.number(row, 18),
                Columns.number(row, 19),
                Columns.number(row, 20),
                Columns.optional(row, 21, String.class));
        var owner = new Return(
                Columns.uuid(row, 0),
                Columns.optional(row, 1, UUID.class)
                        .map(order ->
                                new Return.Source(order, new ChannelCode(Columns.text(row, 2)), Columns.text(row, 3))),
                Columns.text(row, 4),
                Wire.parse(ReturnState.class, Columns.text(row, 5)),
                Columns.optional(row, 6, String.class).map(LocationCode::new),
                List.of(line),
                Columns.optional(row, 7, UUID.class),
                Columns.optional(row, 8, String.class),
                Columns.uuid(row, 9),
                Columns.instant(row, 10),
                Columns.number(row, 11));
        return new OwnedLine<>(owner, line);
    }

    /** They come by return, in the order of their numbers. */
    static List<Return> assemble(List<OwnedLine<Return, Return.Line>> lines) {
        return OwnedLine.gather(lines, Return::id, Return::withLines);
    }
}
