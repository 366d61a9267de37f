package io.omnihub.customer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class ConsentRows implements Rows<Consent.Key, Consent> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "c.customer_id, c.purpose, c.channel, c.granted, c.said_at";

    private static final String WANTED = """
        FROM unnest($1::uuid[], $2::text[], $3::text[]) AS wanted (customer_id, purpose, channel)
        JOIN customer_consent c USING (customer_id, purpose, channel)
        """;
    private static final String LOCK = "SELECT c.customer_id, c.purpose, c.channel " + WANTED
            + " ORDER BY c.customer_id, c.purpose, c.channel FOR UPDATE OF c";
    private static final String LOAD = "SELECT " + COLUMNS + " " + WANTED;
    private static final String PUT = """
        INSERT INTO customer_consent (customer_id, purpose, channel, granted, said_at)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::timestamptz[])
        ON CONFLICT (customer_id, purpose, channel) DO UPDATE SET granted = excluded.granted, said_at = excluded.said_at
        """;

    @Override
    public Table<Consent.Key, Consent> table() {
        return Consent.TABLE;
    }

    @Override
    public Statement lock(Collection<Consent.Key> keys, Consumer<Object> locked) {
        return Statement.query(
                LOCK,
                row -> locked.accept(key(row)),
                Columns.uuids(keys, Consent.Key::customer),
                Columns.texts(keys, key -> key.purpose().wire()),
                Columns.texts(keys, key -> key.channel().value()));
    }

    @Override
    public List<Statement> load(Collection<Consent.Key> keys, BiConsumer<Consent.Key, Consent> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(key(row), read(row)),
                Columns.uuids(keys, Consent.Key::customer),
                Columns.texts(keys, key -> key.purpose().wire()),
                Columns.texts(keys, key -> key.channel().value())));
    }

    @Override
    public List<Statement> write(List<Changed<Consent.Key, Consent>> rows, Instant now) {
        List<Consent> consents = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                PUT,
                Columns.uuids(consents, consent -> consent.key().customer()),
                Columns.texts(consents, consent -> consent.key().purpose().wire()),
                Columns.texts(consents, consent -> consent.key().channel().value()),
                Columns.values(consents, Consent::granted),
                Columns.values(consents, Consent::saidAt)));
    }

    private static Consent.Key key(Readable row) {
        return new Consent.Key(
                Columns.uuid(row, 0),
                Wire.parse(Consent.Purpose.class, Columns.text(row, 1)),
                new ChannelCode(Columns.text(row, 2)));
    }

    static Consent read(Readable row) {
        return new Consent(key(row), Columns.flag(row, 3), Columns.instant(row, 4));
    }
}
