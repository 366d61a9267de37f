package io.omnihub.event;

import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings events from the replica that gives them positions to the others. It may be away or lose everything at any time. */
public interface EventFanOut {
    /**
     * Whether they were taken, soon; never fails. Those taken already are not taken again.
     *
     * @param stream whose events they are, where several databases share what is between
     */
    Mono<Boolean> publish(UUID stream, EventBatch batch);

    /** What others publish from now on. It never fails: when it was away it goes on by itself, without what it missed. */
    Flux<EventBatch> received(UUID stream);
}
