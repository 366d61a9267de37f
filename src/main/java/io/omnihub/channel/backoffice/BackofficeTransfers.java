package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.transfer.CreateTransferResult;
import io.omnihub.transfer.MoveResult.Shortage;
import io.omnihub.transfer.NewTransfer;
import io.omnihub.transfer.TransferFilter;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferQueries;
import io.omnihub.transfer.TransferState;
import io.omnihub.transfer.TransferStep;
import io.omnihub.transfer.Transfers;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/transfers}: a store sees what leaves it and what comes to it, sends the one and receives the other. */
@Configuration(proxyBeanMethods = false)
class BackofficeTransfers {
    private static final String PATH = "/api/v1/transfers";
    static final String ONE = PATH + "/{id}";
    private static final String LIST = "transfers";

    private final Transfers transfers;
    private final TransferMoves moves;
    private final TransferQueries queries;
    private final Requests requests;
    private final Replies replies;

    BackofficeTransfers(
            Transfers transfers, TransferMoves moves, TransferQueries queries, Requests requests, Replies replies) {
        this.transfers = transfers;
        this.moves = moves;
        this.queries = queries;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> transferRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .POST(PATH, this::create)
                .GET(ONE, this::read)
                .POST(ONE + "/approve", move(TransferStep.APPROVE))
                .POST(ONE + "/start-picking", move(TransferStep.START_PICKING))
                .POST(ONE + "/ship", move(TransferStep.SHIP))
                .POST(ONE + "/receive", move(TransferStep.RECEIVE))
                .POST(ONE + "/close", move(TransferStep.CLOSE))
                .POST(ONE + "/cancel", move(TransferStep.CANCEL))
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "source", "destination", "location", "state", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        Optional<LocationCode> source = Requests.code(request, "source").map(LocationCode::new);
        Optional<LocationCode> destination =
                Requests.code(request, "destination").map(LocationCode::new);
        Optional<LocationCode> named = Requests.code(request, "location").map(LocationCode::new);
        boolean isBetween = source.filter(caller::sees).isPresent()
                || destination.filter(caller::sees).isPresent();
        if (!isBetween) {
            source.or(() -> destination).ifPresent(caller::require);
        }
        var filter = new TransferFilter(
                source,
                destination,
                caller.ofLocation(named),
                Requests.word(request, "state", TransferState.class),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
        return queries.page(filter)
                .flatMap(page -> replies.page(LIST, page, transfer -> TransferOrderJson.of(transfer, caller)));
    }

    private Mono<ServerResponse> create(ServerRequest request) {
        Requests.onlyParameters(request);
        return requests.body(request)
                .map(TransferBody::wanted)
                .flatMap(wanted -> transfers
                        .create(Caller.actor(request), wanted, requests.fingerprint(wanted))
                        .flatMap(result -> answer(result, wanted, Caller.of(request.attributes()))));
    }

    private Mono<ServerResponse> answer(CreateTransferResult result, NewTransfer wanted, Caller caller) {
        return switch (result) {
            case CreateTransferResult.Created(TransferOrder transfer, boolean repeated) ->
                repeated
                        ? replies.replayed(transfer.version(), TransferOrderJson.of(transfer, caller))
                        : replies.created(
                                URI.create(PATH + "/" + transfer.id()),
                                transfer.version(),
                                TransferOrderJson.of(transfer, caller));
            case CreateTransferResult.ReferenceReused() ->
                throw Refusals.keyReused("/reference", "This reference stands for another transfer.");
            case CreateTransferResult.UnknownLocations(Set<LocationCode> codes) ->
                throw TransferRefusals.ends(
                        "unknown-location", "A location is unknown", "There is no such location.", wanted, codes);
            case CreateTransferResult.InactiveLocations(Set<LocationCode> codes) ->
                throw TransferRefusals.ends(
                        "inactive-location", "A location is inactive", "The location is inactive.", wanted, codes);
            case CreateTransferResult.UnknownItems(Set<Sku> skus) ->
                throw TransferRefusals.unknownItems(wanted, line -> skus.contains(line.sku()));
            case CreateTransferResult.BadExpectation() -> throw TransferRefusals.badExpectation();
            case CreateTransferResult.Insufficient(List<Shortage> lines) -> throw TransferRefusals.insufficient(lines);
        };
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return moves.find(Requests.idInPath(request), caller)
                .flatMap(transfer ->
                        replies.versioned(HttpStatus.OK, transfer.version(), TransferOrderJson.of(transfer, caller)));
    }

    private HandlerFunction<ServerResponse> move(TransferStep step) {
        return request -> {
            UUID id = Requests.idInPath(request);
            return requests.call(request)
                    .flatMap(call -> moves.carryOut(step, id, call))
                    .flatMap(replies::of);
        };
    }
}
