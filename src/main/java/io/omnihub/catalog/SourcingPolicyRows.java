package io.omnihub.catalog;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.ChannelCode;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class SourcingPolicyRows implements LogRows<SourcingPolicyVersion> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "channel, policy::text, author, comment, recorded_at";

    private static final String INSERT = """
        INSERT INTO sourcing_policy (channel, version, policy, author, comment, recorded_at)
        SELECT channel, version, policy, author, comment, $6
        FROM unnest($1::text[], $2::bigint[], $3::json[], $4::uuid[], $5::text[])
            AS made (channel, version, policy, author, comment)
        """;

    private final JsonMapper json;

    SourcingPolicyRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<SourcingPolicyVersion> log() {
        return SourcingPolicyVersion.LOG;
    }

    @Override
    public List<Statement> append(List<SourcingPolicyVersion> rows, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.texts(rows, row -> row.channel().value()),
                Columns.numbers(rows, row -> row.policy().version()),
                Columns.texts(rows, row -> json.writeValueAsString(row.policy())),
                Columns.uuids(rows, SourcingPolicyVersion::author),
                Columns.texts(rows, SourcingPolicyVersion::comment),
                now));
    }

    SourcingPolicyVersion read(Readable row) {
        return new SourcingPolicyVersion(
                new ChannelCode(Columns.text(row, 0)),
                parse(Columns.text(row, 1)),
                Columns.uuid(row, 2),
                Columns.text(row, 3),
                Columns.instant(row, 4));
    }

    SourcingPolicy parse(String policy) {
        return json.readValue(policy, SourcingPolicy.class);
    }
}
