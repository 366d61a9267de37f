package io.omnihub.returns;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class ReturnPolicyRows implements Rows<ChannelCode, ReturnPolicy> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "p.window_days, p.automatic, p.items::text, p.version, p.channel";

    private static final String LOAD = "SELECT " + COLUMNS + " FROM return_policy p WHERE p.channel = ANY($1::text[])";
    private static final String LOCK =
            "SELECT channel FROM return_policy WHERE channel = ANY($1::text[]) ORDER BY channel FOR UPDATE";
    /** The policy of a channel is first made by one of two who try at once: the other tries again, and finds it. */
    private static final String INSERT = """
        INSERT INTO return_policy (channel, window_days, automatic, items, version)
        VALUES ($1, $2::int, $3::boolean, $4::jsonb, $5::bigint)
        """;

    private static final String UPDATE = """
        UPDATE return_policy SET window_days = $2::int, automatic = $3::boolean, items = $4::jsonb, version = $5::bigint
        WHERE channel = $1
        """;
    private static final TypeReference<Map<String, Integer>> ITEMS = new TypeReference<>() {};

    private final JsonMapper json;

    ReturnPolicyRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Table<ChannelCode, ReturnPolicy> table() {
        return ReturnPolicy.TABLE;
    }

    @Override
    public Statement lock(Collection<ChannelCode> channels, Consumer<Object> locked) {
        return Statement.query(
                LOCK,
                row -> locked.accept(new ChannelCode(Columns.text(row, 0))),
                Columns.texts(channels, ChannelCode::value));
    }

    @Override
    public List<Statement> load(Collection<ChannelCode> channels, BiConsumer<ChannelCode, ReturnPolicy> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(new ChannelCode(Columns.text(row, 4)), read(row)),
                Columns.texts(channels, ChannelCode::value)));
    }

    /** Seldom more than one. */
    @Override
    public List<Statement> write(List<Changed<ChannelCode, ReturnPolicy>> rows, Instant now) {
        List<Statement> statements = new ArrayList<>();
        for (Changed<ChannelCode, ReturnPolicy> row : rows) {
            ReturnPolicy policy = row.after();
            Map<String, Integer> items = new TreeMap<>();
            policy.items().forEach((sku, days) -> items.put(sku.value(), days));
            statements.add(Statement.update(
                    row.before().isEmpty() ? INSERT : UPDATE,
                    row.key().value(),
                    policy.windowDays(),
                    policy.automatic(),
                    json.writeValueAsString(items),
                    policy.version()));
        }
        return statements;
    }

    ReturnPolicy read(Readable row) {
        return new ReturnPolicy(
                Columns.integer(row, 0),
                Columns.flag(row, 1),
                json.readValue(Columns.text(row, 2), ITEMS).entrySet().stream()
                        .collect(Collectors.toMap(item -> new Sku(item.getKey()), Map.Entry::getValue)),
                Columns.number(row, 3));
    }
}
