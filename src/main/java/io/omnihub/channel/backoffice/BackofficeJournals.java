package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.journal.Journal;
import io.omnihub.journal.JournalStatus;
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

    private final Journal journal;
    private final Replies replies;

    BackofficeJournals(Journal journal, Replies replies) {
        this.journal = journal;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> journalRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::read)
                .GET(PATH + "/rejected", this::rejected)
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

    private Mono<JournalStatus> find(ServerRequest request) {
        Caller caller = Caller.of(request.attributes());
        return journal.status(Requests.idInPath(request))
                .filter(status -> caller.sees(status.location()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("Nothing has come of such a terminal.")));
    }
}
