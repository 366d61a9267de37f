package io.omnihub.engine;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes what was done long ago, now and then and not too much at a time. */
@Component
class DueWorkRetention {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 5_000;

    private final DueWorkQueries queries;
    private final DueWorkSettings settings;
    private volatile Instant next = Instant.MIN;

    DueWorkRetention(DueWorkQueries queries, DueWorkSettings settings) {
        this.queries = queries;
        this.settings = settings;
    }

    /** Where there is much to delete, the next time comes at once. */
    Mono<Void> forget(Instant now) {
        return now.isBefore(next)
                ? Mono.empty()
                : queries.forget(now.minus(settings.keep()), AT_ONCE)
                        .doOnNext(deleted -> next = deleted < AT_ONCE ? now.plus(EVERY) : now)
                        .then();
    }
}
