package io.omnihub.exchange;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ImportRejectionRows implements LogRows<ImportRejection> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "import_id, line, field, code, found, detail";

    static final int COLUMN_COUNT = COLUMNS.split(",").length;

    private static final String INSERT = """
        INSERT INTO import_rejection (import_id, line, field, code, found, detail, recorded_at)
        SELECT import_id, line, field, code, found, detail, $7
        FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
            AS r (import_id, line, field, code, found, detail)
        """;

    @Override
    public Log<ImportRejection> log() {
        return ImportRejection.LOG;
    }

    @Override
    public List<Statement> append(List<ImportRejection> rows, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(rows, ImportRejection::importId),
                Columns.numbers(rows, ImportRejection::line),
                Columns.texts(rows, row -> row.fault().field()),
                Columns.texts(rows, row -> row.fault().code()),
                Columns.texts(rows, row -> row.fault().found()),
                Columns.texts(rows, row -> row.fault().detail()),
                now));
    }

    static ImportRejection read(Readable row) {
        return new ImportRejection(
                Columns.uuid(row, 0),
                Columns.number(row, 1),
                new Fault(Columns.text(row, 2), Columns.text(row, 3), Columns.text(row, 4), Columns.text(row, 5)));
    }
}
