package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Sku;
import io.omnihub.replenishment.Proposal;
import io.omnihub.replenishment.ProposalFilter;
import io.omnihub.replenishment.ProposalResult;
import io.omnihub.replenishment.ProposalState;
import io.omnihub.replenishment.ReplenishmentRun;
import io.omnihub.replenishment.Replenishments;
import io.omnihub.replenishment.StartRunResult;
import io.omnihub.transfer.MoveResult.Shortage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /api/v1/replenishment}: runs and what they propose. A store sees what would leave it or come to it, and settles what
 * would leave it, since it is to send that.
 */
@Configuration(proxyBeanMethods = false)
class BackofficeReplenishment {
    private static final String PATH = "/api/v1/replenishment";
    private static final String PROPOSALS = PATH + "/proposals";
    private static final String RUNS = PATH + "/runs";
    private static final String PROPOSAL_LIST = "proposals";
    private static final String PURCHASE_LIST = "purchases";

    /** @param skus null where it is about all items */
    private record RunJson(
            UUID id,
            Optional<List<String>> skus,
            String state,
            Instant startedAt,
            Optional<Instant> finishedAt,
            long items,
            long proposals,
            long purchaseSuggestions,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> skipped) {
        static RunJson of(ReplenishmentRun run) {
            return new RunJson(
                    run.id(),
                    run.skus().map(skus -> skus.stream().map(Sku::value).toList()),
                    run.finishedAt().isPresent() ? "finished" : "running",
                    run.startedAt(),
                    run.finishedAt(),
                    run.items(),
                    run.proposals(),
                    run.purchases(),
                    run.skipped().stream().map(Sku::value).toList());
        }
    }

    private final Replenishments replenishments;
    private final Requests requests;
    private final Replies replies;

    BackofficeReplenishment(Replenishments replenishments, Requests requests, Replies replies) {
        this.replenishments = replenishments;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> replenishmentRoutes() {
        return RouterFunctions.route()
                .GET(PROPOSALS, this::list)
                .POST(PROPOSALS + "/{id}/accept", this::accept)
                .POST(PROPOSALS + "/{id}/dismiss", this::dismiss)
                .GET(PATH + "/purchase-suggestions", this::purchases)
                .POST(RUNS, this::start)
                .GET(RUNS + "/{id}", this::run)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "location", "sku", "state", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        var filter = new ProposalFilter(
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new)),
                sku(request),
                Requests.word(request, "state", ProposalState.class).orElse(ProposalState.PROPOSED),
                Requests.after(request, PROPOSAL_LIST, Replenishments::isProposalCursor),
                Requests.limit(request));
        return replenishments.proposals(filter).flatMap(page -> replies.page(PROPOSAL_LIST, page, ProposalJson::of));
    }

    private Mono<ServerResponse> purchases(ServerRequest request) {
        Requests.onlyParameters(request, "sku", "limit", "after");
        Optional<String> after = Requests.after(request, PURCHASE_LIST, Replenishments::isPurchaseCursor);
        return replenishments
                .purchases(sku(request), after, Requests.limit(request))
                .flatMap(page -> replies.page(PURCHASE_LIST, page, ProposalJson.PurchaseJson::of));
    }

    private static Optional<Sku> sku(ServerRequest request) {
        return Requests.parameter(request, "sku", Sku::isValid, "a SKU, 1 to 64 characters")
                .map(Sku::new);
    }

    private Mono<ServerResponse> start(ServerRequest request) {
        Requests.onlyParameters(request);
        return requests.body(request).map(ReplenishmentBody::run).flatMap(skus -> {
            var key = requests.requiredKey(
                    request, Caller.of(request.attributes()), "replenishment-run", requests.fingerprint(skus));
            return replenishments
                    .start(Caller.actor(request), skus, key)
                    .flatMap(result -> answer(result, skus.orElse(List.of())));
        });
    }

    private Mono<ServerResponse> answer(StartRunResult result, List<Sku> skus) {
        return switch (result) {
            case StartRunResult.Started(ReplenishmentRun run, boolean repeated) ->
                repeated
                        ? replies.replayed(RunJson.of(run))
                        : replies.created(URI.create(RUNS + "/" + run.id()), RunJson.of(run));
            case StartRunResult.UnknownItems(Set<Sku> unknown) ->
                throw Refusals.unknownItems("/skus/%d", skus, unknown::contains);
            case StartRunResult.KeyReused() -> throw Refusals.keyReused();
        };
    }

    private Mono<ServerResponse> run(ServerRequest request) {
        Requests.onlyParameters(request);
        return replenishments
                .run(Requests.idInPath(request))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such run.")))
                .flatMap(run -> replies.ok(RunJson.of(run)));
    }

    private Mono<ServerResponse> accept(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        return requests.body(request).map(body -> body.object()).flatMap(_ -> {
            Caller caller = Caller.of(request.attributes());
            var expected = Requests.ifMatch(request);
            var key = requests.requiredKey(request, caller, "accept-proposal", requests.fingerprint(List.of(id)));
            return find(id, caller)
                    .flatMap(known -> replenishments.accept(Caller.actor(request), known, expected, key))
                    .flatMap(this::answer);
        });
    }

    private Mono<ServerResponse> dismiss(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        return requests.body(request).map(ReplenishmentBody::reason).flatMap(reason -> {
            Caller caller = Caller.of(request.attributes());
            var expected = Requests.ifMatch(request);
            var key = requests.requiredKey(
                    request, caller, "dismiss-proposal", requests.fingerprint(List.of(id, reason)));
            return find(id, caller)
                    .flatMap(known -> replenishments.dismiss(Caller.actor(request), known.id(), reason, expected, key))
                    .flatMap(this::answer);
        });
    }

    /** One that neither leaves nor comes to the caller's location is as good as not there; its source settles it. */
    private Mono<Proposal> find(UUID id, Caller caller) {
        return replenishments
                .proposal(id)
                .filter(proposal -> caller.sees(proposal.route().source())
                        || caller.sees(proposal.route().destination()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such proposal.")))
                .doOnNext(proposal -> caller.require(proposal.route().source()));
    }

    private Mono<ServerResponse> answer(ProposalResult result) {
        return switch (result) {
            case ProposalResult.Settled(Proposal proposal, boolean repeated) ->
                replies.done(repeated, proposal.version(), ProposalJson.of(proposal));
            case ProposalResult.KeyReused() -> throw Refusals.keyReused();
            case ProposalResult.NotAllowed(Proposal proposal) ->
                throw Refusals.stepNotAllowed(
                        "It is %s already.".formatted(proposal.state().wire()), proposal.state(), List.of());
            case ProposalResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case ProposalResult.Insufficient(Proposal proposal, long available) ->
                throw TransferRefusals.insufficient(
                        List.of(new Shortage(1, proposal.sku(), proposal.quantity(), available)));
            case ProposalResult.InactivePlaces(Set<LocationCode> places) ->
                throw Problem.of(
                                409,
                                "location-paused",
                                "The location is paused",
                                "Nothing leaves or goes to " + places.iterator().next() + " while it is inactive.")
                        .toException();
        };
    }
}
