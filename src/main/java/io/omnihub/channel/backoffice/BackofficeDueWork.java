package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.DueState;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.DueWorkFilter;
import io.omnihub.engine.DueWorks;
import io.omnihub.engine.RetryDueWorkResult;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Text;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/due-work}: what the hub will do by itself, and what it could not do. */
@Configuration(proxyBeanMethods = false)
class BackofficeDueWork {
    private static final String PATH = "/api/v1/due-work";
    private static final String LIST = "due-work";
    private static final int MAX_SUBJECT = 150;

    private record DueWorkJson(
            UUID id,
            String kind,
            String subject,
            String state,
            Instant dueAt,
            Instant nextAt,
            int failures,
            Optional<String> reason,
            Instant createdAt) {
        static DueWorkJson of(DueWork work) {
            return new DueWorkJson(
                    work.id(),
                    work.kind(),
                    work.subject(),
                    work.state().wire(),
                    work.dueAt(),
                    work.nextAt(),
                    work.failures(),
                    work.reason(),
                    work.createdAt());
        }
    }

    private final DueWorks works;
    private final Requests requests;
    private final Replies replies;

    BackofficeDueWork(DueWorks works, Requests requests, Replies replies) {
        this.works = works;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> dueWorkRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .POST(PATH + "/{id}/retries", this::retry)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "state", "kind", "subject", "limit", "after");
        var filter = new DueWorkFilter(
                Requests.word(request, "state", DueState.class),
                Requests.code(request, "kind"),
                Requests.parameter(
                        request,
                        "subject",
                        text -> Text.isValid(text, 1, MAX_SUBJECT),
                        "1 to %d characters".formatted(MAX_SUBJECT)),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
        return works.page(filter).flatMap(page -> replies.page(LIST, page, DueWorkJson::of));
    }

    private Mono<ServerResponse> retry(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        UUID id = Requests.idInPath(request);
        return requests.body(request).map(body -> body.object()).flatMap(_ -> {
            CommandKey key = requests.requiredKey(request, caller, "retry-due-work", id);
            return works.retry(Caller.actor(request), id, key).flatMap(this::answer);
        });
    }

    private Mono<ServerResponse> answer(RetryDueWorkResult result) {
        return switch (result) {
            case RetryDueWorkResult.Retried(DueWork work, boolean repeated) ->
                repeated ? replies.replayed(DueWorkJson.of(work)) : replies.created(DueWorkJson.of(work));
            case RetryDueWorkResult.KeyReused() ->
                throw Refusals.keyReused("Idempotency-Key", "This key was used before for other work.");
            case RetryDueWorkResult.Unknown() -> throw Refusals.notFound("There is no such work.");
            case RetryDueWorkResult.NotParked(DueWork work) ->
                throw Problem.of(
                                409,
                                "not-parked",
                                "The work is not parked",
                                "It is " + work.state().wire() + ": what waits is tried by itself, what is done is"
                                        + " done.")
                        .toException();
        };
    }
}
