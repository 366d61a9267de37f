package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.inbound.ExpectedReceipt;
import io.omnihub.inbound.ExpectedReceipts;
import io.omnihub.inbound.NewReceipt;
import io.omnihub.inbound.PutReceiptResult;
import io.omnihub.inbound.ReceiptFilter;
import io.omnihub.inbound.ReceiptState;
import io.omnihub.inbound.ReceiptStep;
import io.omnihub.inbound.ReceiptStepResult;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import java.util.List;
import java.util.Optional;
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

/** {@code /api/v1/expected-receipts}: a store sees and receives what comes to its own location. */
@Configuration(proxyBeanMethods = false)
class BackofficeReceipts {
    private static final String PATH = "/api/v1/expected-receipts";
    static final String ONE = PATH + "/{reference}";
    private static final String LIST = "expected-receipts";

    private final ExpectedReceipts receipts;
    private final Requests requests;
    private final Replies replies;

    BackofficeReceipts(ExpectedReceipts receipts, Requests requests, Replies replies) {
        this.receipts = receipts;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> receiptRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .GET(ONE, this::read)
                .PUT(ONE, this::put)
                .POST(ONE + "/receive", step(ReceiptBody::receive))
                .POST(ONE + "/cancel", step(ReceiptBody::cancel))
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "sku", "location", "state", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        var filter = new ReceiptFilter(
                Requests.parameter(request, "sku", Sku::isValid, "a SKU, 1 to 64 characters")
                        .map(Sku::new),
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new)),
                Requests.word(request, "state", ReceiptState.class),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
        return receipts.page(filter)
                .flatMap(page -> replies.page(LIST, page, receipt -> ReceiptJson.of(receipt, caller)));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return find(request)
                .flatMap(receipt ->
                        replies.versioned(HttpStatus.OK, receipt.version(), ReceiptJson.of(receipt, caller)));
    }

    /** By its reference, or by its id, which is longer than any reference. */
    private Mono<ExpectedReceipt> find(ServerRequest request) {
        Caller caller = Caller.of(request.attributes());
        String named = request.pathVariable("reference");
        Mono<ExpectedReceipt> known = Requests.isId(named)
                ? receipts.receipt(UUID.fromString(named))
                : Mono.just(named).filter(Text::isCode).flatMap(receipts::receipt);
        return known.filter(receipt -> caller.sees(receipt.location()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such expected receipt.")));
    }

    private Mono<ServerResponse> put(ServerRequest request) {
        Requests.onlyParameters(request);
        String reference = Requests.inPath(request, "reference", Text::isCode);
        var expected = Requests.ifMatch(request);
        return requests.body(request)
                .map(body -> ReceiptBody.wanted(reference, body))
                .flatMap(wanted -> receipts.put(Caller.actor(request), wanted, expected)
                        .flatMap(result -> answer(result, wanted, Caller.of(request.attributes()))));
    }

    private Mono<ServerResponse> answer(PutReceiptResult result, NewReceipt wanted, Caller caller) {
        return result instanceof PutReceiptResult.Put(ExpectedReceipt receipt, boolean created)
                ? replies.versioned(
                        created ? HttpStatus.CREATED : HttpStatus.OK,
                        receipt.version(),
                        ReceiptJson.of(receipt, caller))
                : Mono.error(() -> ReceiptRefusals.of(result, wanted, caller));
    }

    private HandlerFunction<ServerResponse> step(Function<Field, ReceiptStep> read) {
        return request -> {
            Requests.onlyParameters(request);
            Caller caller = Caller.of(request.attributes());
            var expected = Requests.ifMatch(request);
            return requests.body(request).flatMap(body -> {
                ReceiptStep step = read.apply(body);
                var key = requests.requiredKey(
                        request,
                        caller,
                        "receipt-" + step.name(),
                        requests.fingerprint(List.of(request.pathVariable("reference"), step)));
                return find(request)
                        .flatMap(receipt -> receipts.carryOut(Caller.actor(request), receipt, step, expected, key))
                        .flatMap(result -> answer(result, step, body, caller));
            });
        };
    }

    private Mono<ServerResponse> answer(ReceiptStepResult result, ReceiptStep step, Field body, Caller caller) {
        return switch (result) {
            case ReceiptStepResult.Done(ExpectedReceipt receipt, boolean repeated) ->
                replies.done(repeated, receipt.version(), ReceiptJson.of(receipt, caller));
            case ReceiptStepResult.KeyReused() -> throw Refusals.keyReused();
            case ReceiptStepResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case ReceiptStepResult.NotAllowed(ExpectedReceipt receipt) ->
                throw ReceiptRefusals.notAllowed(receipt, step.name(), caller);
            case ReceiptStepResult.UnknownLines(var skus) ->
                throw ReceiptRefusals.unknownLines(ReceiptBody.named(body), skus);
        };
    }
}
