package io.omnihub.event;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How far this replica's relay has given positions, while it leads: who acts for all replicas goes by it. */
@Component
class Headway {
    private static final long NOT_HERE = -1;

    private volatile long head = NOT_HERE;
    private volatile Sinks.Empty<Void> moved = Sinks.empty();

    /** Positions up to that one are durable; 0 before the first. */
    void reached(long position) {
        if (position != head) {
            head = position;
            Sinks.Empty<Void> waiting = moved;
            moved = Sinks.empty();
            waiting.tryEmitEmpty();
        }
    }

    /** Another replica's relay may lead by now. */
    void lost() {
        head = NOT_HERE;
    }

    /** Below 0 where another replica's relay leads. */
    long head() {
        return head;
    }

    /** Completes when this replica's relay leads, and has given out more than that position. */
    Mono<Void> beyond(long position) {
        return Mono.defer(() -> {
                    Sinks.Empty<Void> next = moved;
                    return head > position ? Mono.<Void>empty() : next.asMono();
                })
                .repeat(() -> head <= position)
                .then();
    }
}
