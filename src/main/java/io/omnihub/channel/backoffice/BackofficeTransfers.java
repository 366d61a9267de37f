package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.fulfillment.Carriage;
import io.omnihub.fulfillment.CarryTransferResult;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.transfer.CreateTransferResult;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.MoveResult;
import io.omnihub.transfer.MoveResult.Shortage;
import io.omnihub.transfer.NewTransfer;
import io.omnihub.transfer.TransferFilter;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferQueries;
import io.omnihub.transfer.TransferState;
import io.omnihub.transfer.Transfers;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
    private static final String ONE = PATH + "/{id}";
    private static final String LIST = "transfers";

    /** Who may do this everywhere may also say that more came than was sent. */
    private static final String RIGHT_TO_EXCESS = "approveTransfer";

    private final Transfers transfers;
    private final Carriage carriage;
    private final TransferQueries queries;
    private final Requests requests;
    private final Replies replies;

    BackofficeTransfers(
            Transfers transfers, Carriage carriage, TransferQueries queries, Requests requests, Replies replies) {
        this.transfers = transfers;
        this.carriage = carriage;
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
                .POST(ONE + "/approve", move(TransferBody::approve))
                .POST(ONE + "/start-picking", move(TransferBody::startPicking))
                .POST(ONE + "/ship", move(TransferBody::ship))
                .POST(ONE + "/receive", move(TransferBody::receive))
                .POST(ONE + "/close", move(TransferBody::close))
                .POST(ONE + "/cancel", move(TransferBody::cancel))
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
        return queries.page(filter).flatMap(page -> replies.page(LIST, page, TransferOrderJson::of));
    }

    private Mono<ServerResponse> create(ServerRequest request) {
        Requests.onlyParameters(request);
        return requests.body(request)
                .map(TransferBody::wanted)
                .flatMap(wanted -> transfers
                        .create(Caller.actor(request), wanted, requests.fingerprint(wanted))
                        .flatMap(result -> answer(result, wanted)));
    }

    private Mono<ServerResponse> answer(CreateTransferResult result, NewTransfer wanted) {
        return switch (result) {
            case CreateTransferResult.Created(TransferOrder transfer, boolean repeated) ->
                repeated
                        ? replies.replayed(transfer.version(), TransferOrderJson.of(transfer))
                        : replies.created(
                                URI.create(PATH + "/" + transfer.id()),
                                transfer.version(),
                                TransferOrderJson.of(transfer));
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
        return find(Requests.idInPath(request), Caller.of(request.attributes()))
                .flatMap(transfer ->
                        replies.versioned(HttpStatus.OK, transfer.version(), TransferOrderJson.of(transfer)));
    }

    /** One that neither leaves nor comes to the caller's location is as good as not there. */
    private Mono<TransferOrder> find(UUID id, Caller caller) {
        return queries.transfer(id)
                .filter(transfer -> caller.sees(transfer.source()) || caller.sees(transfer.destination()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such transfer.")));
    }

    private HandlerFunction<ServerResponse> move(Function<Field, Move> read) {
        return request -> {
            Requests.onlyParameters(request);
            UUID id = Requests.idInPath(request);
            return requests.body(request)
                    .map(read)
                    .flatMap(move -> carryOut(request, id, move).flatMap(result -> answer(result, move)));
        };
    }

    private Mono<CarryTransferResult> carryOut(ServerRequest request, UUID id, Move move) {
        Caller caller = Caller.of(request.attributes());
        var expected = Requests.ifMatch(request);
        var key = requests.requiredKey(
                request, caller, "transfer-" + move.step().wire(), requests.fingerprint(List.of(id, move)));
        if (move instanceof Move.Arrival arrival && arrival.allowExcess()) {
            caller.requireAll(RIGHT_TO_EXCESS);
        }
        return find(id, caller).flatMap(transfer -> {
            requireEnd(caller, transfer, move);
            return carriage.carryOut(Caller.actor(request), transfer, move, expected, key);
        });
    }

    /** The source sends, the destination receives. */
    private static void requireEnd(Caller caller, TransferOrder transfer, Move move) {
        switch (move.step()) {
            case START_PICKING, SHIP -> caller.require(transfer.source());
            case RECEIVE, CLOSE -> caller.require(transfer.destination());
            case APPROVE, CANCEL, FIND_LATE -> {}
        }
    }

    private Mono<ServerResponse> answer(CarryTransferResult result, Move move) {
        return switch (result) {
            case CarryTransferResult.Carried(TransferOrder transfer, boolean repeated) ->
                replies.done(repeated, transfer.version(), TransferOrderJson.of(transfer));
            case CarryTransferResult.KeyReused() -> throw Refusals.keyReused();
            case CarryTransferResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case CarryTransferResult.Refused(MoveResult refusal) -> throw TransferRefusals.of(refusal, move);
        };
    }
}
