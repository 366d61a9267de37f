package io.omnihub.channel.console;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.console.CustomerJson.SuggestionJson;
import io.omnihub.channel.storefront.OrderJson;
import io.omnihub.customer.CustomerDetails;
import io.omnihub.customer.Customers;
import io.omnihub.customer.Evidence;
import io.omnihub.customer.Identity;
import io.omnihub.customer.IdentityKey;
import io.omnihub.customer.IdentityType;
import io.omnihub.customer.Resolution;
import io.omnihub.customer.Suggestion;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Page;
import io.omnihub.order.Orders;
import java.net.URI;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code /api/v1/customers}: who customers are. A merged customer is answered with the one that it is today. */
@Configuration(proxyBeanMethods = false)
class ConsoleCustomers {
    static final String PATH = "/api/v1/customers";
    static final String ONE = PATH + "/{id}";
    private static final String BLOCKED = "/api/v1/blocked-identities";
    private static final String SUGGESTIONS = "/api/v1/customer-suggestions";
    private static final String LIST = "customers";
    private static final String ORDER_LIST = "customer-orders";
    /** Of the orders of a page. */
    private static final int READ_AT_ONCE = 4;

    private static final String SUGGESTION_LIST = "customer-suggestions";

    /** @param blocked whether it tells nobody */
    private record BlockedJson(UUID id, String type, boolean blocked) {
        static BlockedJson of(Identity identity) {
            return new BlockedJson(identity.id(), identity.key().type().wire(), identity.blocked());
        }
    }

    private final Customers customers;
    private final Orders orders;
    private final Requests requests;
    private final Replies replies;

    ConsoleCustomers(Customers customers, Orders orders, Requests requests, Replies replies) {
        this.customers = customers;
        this.orders = orders;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> customerRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .POST(PATH, this::resolve)
                .GET(ONE, this::read)
                .GET(ONE + "/orders", this::orders)
                .POST(ONE + "/erase", this::erase)
                .PUT(BLOCKED, this::block)
                .GET(SUGGESTIONS, this::suggestions)
                .POST(SUGGESTIONS + "/{id}/dismiss", this::dismiss)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "identityType", "identity", "limit", "after");
        Optional<IdentityKey> identity = identity(request);
        if (identity.isPresent()) {
            return customers
                    .known(identity.get())
                    .flatMap(customers::customer)
                    .map(found -> new Page<>(List.of(found.customer()), Optional.empty()))
                    .defaultIfEmpty(Page.empty())
                    .flatMap(page -> replies.page(LIST, page, CustomerJson.Listed::of));
        }
        return customers
                .customers(Requests.after(request, LIST, Requests::isId).map(UUID::fromString), Requests.limit(request))
                .flatMap(page -> replies.page(LIST, page, CustomerJson.Listed::of));
    }

    /** Both or none. */
    private Optional<IdentityKey> identity(ServerRequest request) {
        Optional<IdentityType> type = Requests.word(request, "identityType", IdentityType.class);
        Optional<String> value = Requests.parameter(request, "identity", text -> !text.isBlank(), "not blank");
        if (type.isPresent() != value.isPresent()) {
            throw Refusals.parameter(
                    type.isPresent() ? "identity" : "identityType", "Give identityType and identity together.");
        }
        return type.map(known -> customers
                .key(known, value.orElseThrow())
                .orElseThrow(() -> Refusals.parameter("identity", "Must be " + known.expected() + ".")));
    }

    private Mono<ServerResponse> resolve(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request)
                .map(body -> evidence(body, caller))
                .flatMap(evidence -> customers
                        .resolve(Caller.actor(request), evidence)
                        .flatMap(found -> answer(found, evidence, caller)));
    }

    private Evidence evidence(Field body, Caller caller) {
        Field asked = body.object("channel", "name", "identities");
        var channel = new ChannelCode(asked.at("channel").code());
        caller.require(channel);
        return IdentityBody.evidence(asked.without("channel"), 1, channel, customers);
    }

    private Mono<ServerResponse> answer(Resolution resolution, Evidence evidence, Caller caller) {
        return switch (resolution) {
            case Resolution.Known(UUID id, boolean created) ->
                customers.customer(id).flatMap(found -> {
                    CustomerJson shown =
                            caller.seesEverything() ? CustomerJson.of(found) : CustomerJson.of(found, evidence);
                    long version = found.customer().version();
                    return created
                            ? replies.created(URI.create(PATH + "/" + id), version, shown)
                            : replies.personal(version, shown);
                });
            case Resolution.Nobody() ->
                throw Refusals.field(
                        "blocked-identity",
                        "That tells nobody",
                        "/identities",
                        "All of these are shared by many, or stand for nobody.");
            case Resolution.Unread _ -> throw new IllegalStateException("the command asks for what it has not read");
        };
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return find(request).flatMap(found -> replies.personal(found.customer().version(), CustomerJson.of(found)));
    }

    private Mono<CustomerDetails> find(ServerRequest request) {
        return customers
                .customer(Requests.idInPath(request))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such customer.")));
    }

    /** One that was taken away meanwhile is left out. */
    private Mono<ServerResponse> orders(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        Optional<UUID> after =
                Requests.after(request, ORDER_LIST, Requests::isId).map(UUID::fromString);
        int limit = Requests.limit(request);
        return find(request)
                .flatMap(found -> customers.orders(found.person(), after, limit))
                .flatMap(page -> Flux.fromIterable(page.items())
                        .flatMapSequential(orders::order, READ_AT_ONCE)
                        .collectList()
                        .map(page::with))
                .flatMap(page -> replies.page(ORDER_LIST, page, OrderJson::of));
    }

    private Mono<ServerResponse> erase(ServerRequest request) {
        return requests.call(request)
                .doOnNext(call -> call.body().object())
                .flatMap(call -> find(request)
                        .flatMap(found -> customers
                                .erase(call.actor(), found.customer().id())
                                .then(Mono.defer(() -> find(request))))
                        .flatMap(erased -> replies.personal(erased.customer().version(), CustomerJson.of(erased))));
    }

    private Mono<ServerResponse> block(ServerRequest request) {
        return requests.call(request).flatMap(call -> {
            Field body = call.body().object("type", "value", "blocked");
            return customers
                    .block(
                            call.actor(),
                            IdentityBody.key(body, customers),
                            body.at("blocked").flag())
                    .flatMap(identity -> replies.ok(BlockedJson.of(identity)));
        });
    }

    private Mono<ServerResponse> suggestions(ServerRequest request) {
        Requests.onlyParameters(request, "state", "customer", "limit", "after");
        return person(request, customers)
                .flatMap(some -> customers.suggestions(
                        Requests.word(request, "state", Suggestion.State.class),
                        some,
                        Requests.after(request, SUGGESTION_LIST, Requests::isId).map(UUID::fromString),
                        Requests.limit(request)))
                .flatMap(page -> replies.page(SUGGESTION_LIST, page, SuggestionJson::of));
    }

    /** All who are the same person as the one that the request filters by; empty where it filters by nobody. */
    static Mono<Optional<Set<UUID>>> person(ServerRequest request, Customers customers) {
        return Requests.parameter(request, "customer", Requests::isId, "an id")
                .map(UUID::fromString)
                .map(id -> customers.person(id).defaultIfEmpty(Set.of(id)).map(Optional::of))
                .orElseGet(() -> Mono.just(Optional.empty()));
    }

    private Mono<ServerResponse> dismiss(ServerRequest request) {
        return requests.call(request)
                .doOnNext(call -> call.body().object())
                .flatMap(call -> customers
                        .suggestion(Requests.idInPath(request))
                        .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such suggestion.")))
                        .flatMap(found -> customers.dismiss(call.actor(), found)))
                .map(decided -> {
                    if (decided.state() == Suggestion.State.CONFIRMED) {
                        throw Refusals.stepNotAllowed(
                                "It was confirmed; take the merge back instead.", decided.state(), List.of());
                    }
                    return SuggestionJson.of(decided);
                })
                .flatMap(replies::ok);
    }
}
