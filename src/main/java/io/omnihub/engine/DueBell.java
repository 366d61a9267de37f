package io.omnihub.engine;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells this replica's worker of new work before its next look. */
@Component
public class DueBell {
    private record Ring(Instant expected, Sinks.Empty<Void> rung) {}

    private volatile Ring waiting = new Ring(Instant.MIN, Sinks.empty());

    /** There will be work at that time. It is not durable yet, so who hears it waits for a moment. */
    void ring(Instant nextAt) {
        Ring ring = waiting;
        if (nextAt.isBefore(ring.expected())) {
            ring.rung().tryEmitEmpty();
        }
    }

    /**
     * A statement for the {@link Rows} of what due work waits for: of what waits for it, one piece that nobody has
     * had comes at once.
     *
     * @param subjects how the subjects begin that are meant, before an id: one piece comes for each
     */
    public Statement wake(String kind, List<String> subjects, Instant now) {
        return DueWorkRows.waking(kind, subjects, now, this);
    }

    /**
     * A statement for the {@link Rows} of what work follows from: it has one piece of the kind come at once for each
     * subject, unless one waits already that nobody has taken. Whoever takes that one sees what this batch does, if its
     * command locks what the batch has locked.
     */
    public Statement begin(String kind, List<String> subjects, Instant now) {
        return DueWorkRows.beginning(kind, subjects, now, this);
    }

    /** Completes when work is to come before that time. */
    Mono<Void> before(Instant expected) {
        var ring = new Ring(expected, Sinks.empty());
        waiting = ring;
        return ring.rung().asMono();
    }
}
