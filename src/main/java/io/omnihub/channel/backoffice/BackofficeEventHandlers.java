package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.event.EventHandlers;
import io.omnihub.event.HandlerCursor;
import io.omnihub.event.HandlerStatus;
import io.omnihub.event.RetryHandlerResult;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/event-handlers}: how far the hub has come with what it makes of events, and what stopped it. */
@Configuration(proxyBeanMethods = false)
class BackofficeEventHandlers {
    private static final String PATH = "/api/v1/event-handlers";
    private static final String LIST = "event-handlers";
    private static final String SKIP = "skipForgotten";

    private record HandlerJson(
            String name,
            String state,
            long position,
            long head,
            long lag,
            int failures,
            Optional<String> reason,
            Instant nextAt,
            Instant movedAt) {
        static HandlerJson of(HandlerStatus status) {
            HandlerCursor cursor = status.cursor();
            return new HandlerJson(
                    cursor.handler(),
                    cursor.state().wire(),
                    cursor.position(),
                    status.head(),
                    status.lag(),
                    cursor.failures(),
                    cursor.reason(),
                    cursor.nextAt(),
                    cursor.movedAt());
        }
    }

    private final EventHandlers handlers;
    private final Requests requests;
    private final Replies replies;

    BackofficeEventHandlers(EventHandlers handlers, Requests requests, Replies replies) {
        this.handlers = handlers;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> eventHandlerRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .POST(PATH + "/{name}/retries", this::retry)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request);
        return handlers.all().flatMap(all -> replies.page(LIST, new Page<>(all, Optional.empty()), HandlerJson::of));
    }

    private Mono<ServerResponse> retry(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        String name = Requests.inPath(request, "name", Text::isCode);
        return requests.body(request)
                .map(body -> body.object(SKIP).maybe(SKIP).map(Field::flag).orElse(false))
                .flatMap(skipForgotten -> {
                    CommandKey key = requests.requiredKey(
                            request, caller, "retry-event-handler", requests.fingerprint(List.of(name, skipForgotten)));
                    return find(name)
                            .flatMap(_ -> handlers.retry(Caller.actor(request), name, skipForgotten, key))
                            .flatMap(result -> answer(name, result));
                });
    }

    private Mono<HandlerStatus> find(String name) {
        return handlers.status(name).switchIfEmpty(Mono.error(BackofficeEventHandlers::notFound));
    }

    private Mono<ServerResponse> answer(String name, RetryHandlerResult result) {
        return switch (result) {
            case RetryHandlerResult.Retried(boolean repeated) -> {
                Function<Object, Mono<ServerResponse>> reply = repeated ? replies::replayed : replies::created;
                yield find(name).map(HandlerJson::of).flatMap(reply);
            }
            case RetryHandlerResult.KeyReused() -> throw Refusals.keyReused();
            case RetryHandlerResult.Unknown() -> throw notFound();
            case RetryHandlerResult.NotParked(HandlerCursor _) ->
                throw Problem.of(409, "not-parked", "The handler is not parked", "It goes on by itself.")
                        .toException();
        };
    }

    private static RuntimeException notFound() {
        return Refusals.notFound("There is no such handler.");
    }
}
