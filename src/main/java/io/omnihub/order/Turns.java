package io.omnihub.order;

import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets values come out in the order in which they were asked for, though each is read at once. */
final class Turns {
    private final AtomicReference<Mono<Void>> last = new AtomicReference<>(Mono.empty());

    /**
     * The same value, once the one that was asked for before it is out, or has failed, in which case it waits no longer. To be
     * subscribed to once, at once.
     */
    <T> Mono<T> take(Mono<T> value) {
        Sinks.Empty<Void> out = Sinks.empty();
        Mono<Void> before = last.getAndSet(out.asMono());
        return value.flatMap(read -> before.thenReturn(read)).doFinally(_ -> out.tryEmitEmpty());
    }
}
