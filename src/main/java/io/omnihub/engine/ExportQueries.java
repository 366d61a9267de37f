package io.omnihub.engine;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads whole tables for exports, on connections of their own, as fast as the reader takes the rows. */
@Component
public class ExportQueries {
    /** Rows that are fetched at a time. */
    private static final int FETCH_SIZE = 500;

    private final DatabaseClient database;

    ExportQueries(@Qualifier("exportConnections") ConnectionFactory exportConnections) {
        this.database = DatabaseClient.create(exportConnections);
    }

    /** All rows of one statement, and so of one snapshot. */
    public <T> Flux<T> all(String sql, Function<Readable, T> read) {
        return database.sql(sql)
                .filter(statement -> statement.fetchSize(FETCH_SIZE))
                .map(read)
                .all();
    }
}
