package io.omnihub.engine;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * Deadlines that are set for every request and hardly ever pass. Reactor's own timers wake a thread for each one that is
 * set; those of a wheel wait for its next tick, so that a deadline passes up to {@value #TICK_MS} ms late.
 */
public final class Deadlines {
    private static final long TICK_MS = 100;
    private static final HashedWheelTimer WHEEL =
            new HashedWheelTimer(new DefaultThreadFactory("deadlines", true), TICK_MS, TimeUnit.MILLISECONDS);

    private Deadlines() {}

    /** Completes when that time has passed since the subscription: for {@link Mono#timeout(org.reactivestreams.Publisher)}. */
    public static Mono<Void> after(Duration time) {
        return Mono.create(sink -> {
            Timeout timeout = WHEEL.newTimeout(_ -> sink.success(), time.toNanos(), TimeUnit.NANOSECONDS);
            sink.onDispose(timeout::cancel);
        });
    }
}
