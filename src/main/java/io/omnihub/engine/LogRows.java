package io.omnihub.engine;

import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.List;
import org.reactivestreams.Publisher;

/** How a room's append-only table is written, many rows to a statement. */
public interface LogRows<V> {
    Log<V> log();

    /** @param now when the batch decided, which is when all of these were recorded */
    Publisher<?> append(Connection connection, List<V> rows, Instant now);
}
