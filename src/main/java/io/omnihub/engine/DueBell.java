package io.omnihub.engine;

import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells this replica's worker of new work before its next look. */
@Component
class DueBell {
    private record Ring(Instant expected, Sinks.Empty<Void> rung) {}

    private volatile Ring waiting = new Ring(Instant.MIN, Sinks.empty());

    /** There will be work at that time. It is not durable yet, so who hears it waits for a moment. */
    void ring(Instant nextAt) {
        Ring ring = waiting;
        if (nextAt.isBefore(ring.expected())) {
            ring.rung().tryEmitEmpty();
        }
    }

    /** Completes when work is to come before that time. */
    Mono<Void> before(Instant expected) {
        var ring = new Ring(expected, Sinks.empty());
        waiting = ring;
        return ring.rung().asMono();
    }
}
