package io.omnihub.engine;

import java.time.Instant;
import java.util.List;

/** How a room's append-only table is written, many rows to a statement. */
public interface LogRows<V> {
    Log<V> log();

    /** @param now when the batch decided, which is when all of these were recorded */
    List<Statement> append(List<V> rows, Instant now);
}
