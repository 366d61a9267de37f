package io.omnihub.engine;

import io.r2dbc.spi.Connection;
import java.util.List;
import org.reactivestreams.Publisher;

/** How a room's append-only table is written, many rows to a statement. */
public interface LogRows<V> {
    Log<V> log();

    Publisher<?> append(Connection connection, List<V> rows);
}
