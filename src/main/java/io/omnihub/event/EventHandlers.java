package io.omnihub.event;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows how far the handlers of events have come, and lets those that are parked be tried again. */
@Component
public class EventHandlers {
    private final List<String> names;
    private final HandlerQueries queries;
    private final PositionQueries positions;
    private final Engine engine;
    private final Ids ids;

    EventHandlers(
            List<EventHandler> handlers, HandlerQueries queries, PositionQueries positions, Engine engine, Ids ids) {
        this.names = handlers.stream().map(EventHandler::name).sorted().toList();
        this.queries = queries;
        this.positions = positions;
        this.engine = engine;
        this.ids = ids;
    }

    /** By name; one that has never begun is not there. */
    public Mono<List<HandlerStatus>> all() {
        return statuses(names);
    }

    /** Empty where there is none of that name, or it has never begun. */
    public Mono<HandlerStatus> status(String handler) {
        return statuses(names.stream().filter(handler::equals).toList())
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    /**
     * Has a parked handler tried again. Idempotent by the caller's key.
     *
     * @param skipForgotten whether it goes on with the oldest event that is kept, where what it wants is not
     */
    public Mono<RetryHandlerResult> retry(Actor actor, String handler, boolean skipForgotten, CommandKey callersKey) {
        Mono<Long> from =
                skipForgotten ? positions.extent().map(extent -> Math.max(extent.oldest() - 1, 0)) : Mono.just(0L);
        return from.flatMap(position ->
                        engine.submit(new RetryHandler(ids.next(), actor, handler, position, List.of(callersKey))))
                .map(answer -> switch (answer) {
                    case Answer.Decided<RetryHandlerResult>(RetryHandlerResult result) -> result;
                    case Answer.Repeated<RetryHandlerResult> _ -> new RetryHandlerResult.Retried(true);
                    case Answer.KeyReused<RetryHandlerResult> _ -> new RetryHandlerResult.KeyReused();
                });
    }

    private Mono<List<HandlerStatus>> statuses(List<String> handlers) {
        return Mono.zip(
                queries.cursors(handlers).collectList(),
                positions.extent(),
                (cursors, extent) -> cursors.stream()
                        .map(cursor -> new HandlerStatus(cursor, Math.max(extent.head(), 0)))
                        .toList());
    }
}
