package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.journal.Journal;
import io.omnihub.journal.JournalStatus;
import io.omnihub.journal.ReviewJournalResult;
import io.omnihub.kernel.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/terminals/{id}/journal}: how far the journals of terminals have come, and what was rejected. */
@Configuration(proxyBeanMethods = false)
class BackofficeJournals {
    private static final String PATH = "/api/v1/terminals/{id}/journal";
    private static final String REJECTED = "rejected-entries";
    private static final long MAX_UNREVIEWED = 1_000_000_000_000L;

    private final Journal journal;
    private final Requests requests;
    private final Replies replies;

    BackofficeJournals(Journal journal, Requests requests, Replies replies) {
        this.journal = journal;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> journalRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::read)
                .GET(PATH + "/rejected", this::rejected)
                .POST(PATH + "/reviews", this::review)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return find(request).flatMap(status -> replies.ok(TerminalJournalJson.of(status)));
    }

    private Mono<ServerResponse> rejected(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        var after = Requests.after(request, REJECTED, Journal::isCursor);
        int limit = Requests.limit(request);
        return find(request)
                .flatMap(status -> journal.rejected(status.terminal().id(), after, limit))
                .flatMap(page -> replies.page(REJECTED, page, TerminalJournalJson.RejectedJson::of));
    }

    private Mono<ServerResponse> review(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        UUID terminal = Requests.idInPath(request);
        return requests.body(request)
                .map(body -> body.object("unreviewed").at("unreviewed").whole(0, MAX_UNREVIEWED))
                .flatMap(seen -> {
                    CommandKey key = requests.requiredKey(
                            request, caller, "review-journal", requests.fingerprint(List.of(terminal, seen)));
                    return find(request)
                            .flatMap(status -> journal.review(Caller.actor(request), status.terminal(), seen, key));
                })
                .flatMap(result -> answer(request, result));
    }

    private Mono<ServerResponse> answer(ServerRequest request, ReviewJournalResult result) {
        return switch (result) {
            case ReviewJournalResult.Reviewed(boolean repeated) ->
                find(request)
                        .map(TerminalJournalJson::of)
                        .flatMap(body -> repeated ? replies.replayed(body) : replies.created(body));
            case ReviewJournalResult.KeyReused() -> throw Refusals.keyReused();
            case ReviewJournalResult.MoreToReview(long unreviewed) ->
                throw Problem.of(
                                409,
                                "more-to-review",
                                "There is more to review",
                                unreviewed + " wait for a review: look at them again.")
                        .at("/unreviewed")
                        .toException();
        };
    }

    private Mono<JournalStatus> find(ServerRequest request) {
        Caller caller = Caller.of(request.attributes());
        return journal.status(Requests.idInPath(request))
                .filter(status -> caller.sees(status.location()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("Nothing has come of such a terminal.")));
    }
}
