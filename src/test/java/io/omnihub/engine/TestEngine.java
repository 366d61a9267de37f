package io.omnihub.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** An engine of one lane, for a test that brings its own tables. */
public final class TestEngine {
    private TestEngine() {}

    public static Engine of(
            ConnectionFactory connections,
            List<Rows<?, ?>> tables,
            List<LogRows<?>> logs,
            List<CommitListener> listeners,
            Clock clock) {
        var limits =
                new EngineSettings(1, 2_000, 100_000, 64, 4096, 3, 5, Duration.ofSeconds(20), Duration.ofSeconds(10));
        return new Engine(
                limits, _ -> connections, tables, logs, listeners, clock, new EngineMeters(new SimpleMeterRegistry()));
    }
}
