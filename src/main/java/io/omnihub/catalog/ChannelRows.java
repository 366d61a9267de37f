package io.omnihub.catalog;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class ChannelRows implements Rows<ChannelCode, Channel> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        code, name, kind, state, pool, threshold, (SELECT policy::text FROM sourcing_policy
            WHERE sourcing_policy.channel = channel.code ORDER BY sourcing_policy.version DESC LIMIT 1), version, unfillable, inbound_horizon_days,
        when_short::text, payments_reported\
        """;

    private static final String LOCK = "SELECT code FROM channel WHERE code = ANY($1::text[]) ORDER BY code FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM channel WHERE code = ANY($1::text[])";
    private static final String INSERT = """
        INSERT INTO channel (code, name, kind, state, pool, threshold, version, unfillable, inbound_horizon_days,
            when_short, payments_reported)
        VALUES ($1, $2, $3, $4, $5::text[], $6, $7, $8, nullif($9::int, -1), nullif($10, '')::json, $11)
        """;

    private static final String UPDATE = """
        UPDATE channel SET name = $2, kind = $3, state = $4, pool = $5::text[], threshold = $6, version = $7,
            unfillable = $8, inbound_horizon_days = nullif($9::int, -1), when_short = nullif($10, '')::json,
            payments_reported = $11
        WHERE code = $1
        """;

    /** What stores do when a channel runs short, as it is kept. */
    private record StoredRule(
            String rule, long below, List<String> locations, long keep, Optional<String> to, Optional<Long> upTo) {
        static StoredRule of(WhenShort rule) {
            return new StoredRule(
                    rule.rule().wire(),
                    rule.below(),
                    rule.locations().stream().map(LocationCode::value).toList(),
                    rule.keep(),
                    rule.refill().map(refill -> refill.to().value()),
                    rule.refill().map(WhenShort.Refill::upTo));
        }

        WhenShort read() {
            return new WhenShort(
                    Wire.parse(WhenShort.Rule.class, rule),
                    below,
                    locations.stream().map(LocationCode::new).toList(),
                    keep,
                    to.map(code -> new WhenShort.Refill(new LocationCode(code), upTo.orElseThrow())));
        }
    }

    private final SourcingPolicyRows policies;
    private final JsonMapper json;

    ChannelRows(SourcingPolicyRows policies, JsonMapper json) {
        this.policies = policies;
        this.json = json;
    }

    @Override
    public Table<ChannelCode, Channel> table() {
        return Channel.TABLE;
    }

    @Override
    public Statement lock(Collection<ChannelCode> codes, Consumer<Object> locked) {
        return Statement.query(
                LOCK,
                row -> locked.accept(new ChannelCode(Columns.text(row, 0))),
                Columns.texts(codes, ChannelCode::value));
    }

    @Override
    public List<Statement> load(Collection<ChannelCode> codes, BiConsumer<ChannelCode, Channel> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(new ChannelCode(Columns.text(row, 0)), read(row)),
                Columns.texts(codes, ChannelCode::value)));
    }

    /** Channels change seldom and a few at a time, so each is a statement. Their policies are written by themselves. */
    @Override
    public List<Statement> write(List<Changed<ChannelCode, Channel>> rows, Instant now) {
        return CatalogRows.write(rows, this::write, INSERT, UPDATE);
    }

    private Statement write(Channel channel, String sql) {
        return Statement.update(
                sql,
                channel.code().value(),
                channel.name(),
                channel.kind().wire(),
                channel.state().wire(),
                Columns.texts(channel.pool(), LocationCode::value),
                channel.threshold(),
                channel.version(),
                channel.unfillable().wire(),
                channel.inboundHorizonDays().orElse(-1),
                channel.whenShort()
                        .map(rule -> json.writeValueAsString(StoredRule.of(rule)))
                        .orElse(""),
                channel.paymentsReported());
    }

    Channel read(Readable row) {
        return read(row, 0);
    }

    /** @param first the column of the code, after which the others come */
    Channel read(Readable row, int first) {
        return new Channel(
                new ChannelCode(Columns.text(row, first)),
                Columns.text(row, first + 1),
                Wire.parse(Channel.Kind.class, Columns.text(row, first + 2)),
                Wire.parse(EntryState.class, Columns.text(row, first + 3)),
                Arrays.stream(Objects.requireNonNull(row.get(first + 4, String[].class)))
                        .map(LocationCode::new)
                        .toList(),
                Columns.number(row, first + 5),
                Wire.parse(Unfillable.class, Columns.text(row, first + 8)),
                Columns.optional(row, first + 9, Integer.class),
                Columns.optional(row, first + 10, String.class)
                        .map(rule -> json.readValue(rule, StoredRule.class).read()),
                Columns.flag(row, first + 11),
                Columns.optional(row, first + 6, String.class)
                        .map(policies::parse)
                        .orElse(SourcingPolicy.DEFAULT),
                Columns.number(row, first + 7));
    }
}
