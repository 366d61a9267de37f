package io.omnihub.engine;

import reactor.core.publisher.Mono;

/** How one kind of due work is carried out. A replica takes only work of the kinds that it has handlers for. */
public interface DueHandler {
    String kind();

    /**
     * The effect, which looks again whether there is still something to do: when it is refused, the work is done. Its
     * changes commit with the work's being done, so that it happens once. Empty where there is nothing to do at all.
     */
    Mono<? extends Command<?>> effect(DueWork work);
}
