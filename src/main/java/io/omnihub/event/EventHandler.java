package io.omnihub.event;

import io.omnihub.engine.Command;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Makes something of what happens, for all replicas: each event takes effect once, and in the order of the stream. The
 * handler's cursor moves in the transaction of the effect, under its lock, so that what was overtaken by another replica
 * changes nothing. It works where the relay leads; one that fails holds up no other, and passes over nothing by itself.
 */
public interface EventHandler {
    /** Under which its cursor is kept, for ever: kebab-case. */
    String name();

    /** Which events it wants, never none; one that ends in {@code *} stands for all that begin so. */
    Set<String> types();

    /** Where it begins when there is none of that name yet. */
    Start start();

    /**
     * What is to come of events that follow one another, at most {@link HandledEvents#MAX_EVENTS}. It has no keys, since
     * its place in the stream is its key; when it is refused, the events are done. Empty where nothing is to come of them.
     * After an error the same events come again, one by one, so that those before the one at fault take effect.
     *
     * @param events in their order; others lie between them
     */
    Mono<? extends Command<?>> effect(List<StreamedEvent> events);

    /** Where a new handler begins. */
    enum Start {
        /** With the oldest event that is kept. */
        OLDEST,
        /** With what happens from then on. */
        HEAD
    }
}
