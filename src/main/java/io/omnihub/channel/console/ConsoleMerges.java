package io.omnihub.channel.console;

import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.customer.CustomerDetails;
import io.omnihub.customer.CustomerMerge;
import io.omnihub.customer.Customers;
import io.omnihub.customer.MergeResult;
import io.omnihub.engine.CommandKey;
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

/** Which customers are one person, as people say. */
@Configuration(proxyBeanMethods = false)
class ConsoleMerges {
    private final Customers customers;
    private final Requests requests;
    private final Replies replies;

    ConsoleMerges(Customers customers, Requests requests, Replies replies) {
        this.customers = customers;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> mergeRoutes() {
        return RouterFunctions.route()
                .POST(ConsoleCustomers.ONE + "/merge", this::merge)
                .POST(ConsoleCustomers.ONE + "/unmerge", this::unmerge)
                .POST("/api/v1/customer-suggestions/{id}/confirm", this::confirm)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> merge(ServerRequest request) {
        UUID id = Requests.idInPath(request);
        return requests.call(request).flatMap(call -> merge(id, call)).flatMap(replies::of);
    }

    private Mono<Outcome> merge(UUID id, Call call) {
        Field field = call.body().object("customer").at("customer");
        UUID other = MessageBody.id(field);
        CommandKey key = call.requiredKey("customer-merge", requests.fingerprint(List.of(id, other)));
        Mono<UUID> from = customers
                .canonical(other)
                .switchIfEmpty(Mono.error(() -> Refusals.field(
                        "unknown-customer", "The customer is unknown", field.pointer(), "There is no such customer.")));
        return survivor(id)
                .flatMap(survivor -> from.flatMap(merged -> customers.merge(call.actor(), survivor, merged, key)))
                .flatMap(this::outcome);
    }

    private Mono<UUID> survivor(UUID id) {
        return customers.canonical(id).switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such customer.")));
    }

    private Mono<ServerResponse> unmerge(ServerRequest request) {
        UUID id = Requests.idInPath(request);
        return requests.call(request).flatMap(call -> unmerge(id, call)).flatMap(replies::of);
    }

    private Mono<Outcome> unmerge(UUID id, Call call) {
        Field field = call.body().object("merge").at("merge");
        UUID merge = MessageBody.id(field);
        CommandKey key = call.requiredKey("customer-unmerge", requests.fingerprint(List.of(id, merge)));
        return survivor(id)
                .flatMap(customers::customer)
                .map(found -> of(found, merge, field))
                .flatMap(found -> customers.unmerge(call.actor(), found, key))
                .flatMap(this::outcome);
    }

    private static CustomerMerge of(CustomerDetails person, UUID merge, Field field) {
        return person.merges().stream()
                .filter(one -> one.id().equals(merge))
                .findFirst()
                .orElseThrow(() -> Refusals.field(
                        "unknown-merge", "The merge is unknown", field.pointer(), "There is none of this customer."));
    }

    private Mono<ServerResponse> confirm(ServerRequest request) {
        UUID id = Requests.idInPath(request);
        return requests.call(request)
                .doOnNext(call -> call.body().object())
                .flatMap(call -> confirm(id, call))
                .flatMap(replies::of);
    }

    private Mono<Outcome> confirm(UUID id, Call call) {
        CommandKey key = call.requiredKey("customer-confirm", requests.fingerprint(id));
        return customers
                .suggestion(id)
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such suggestion.")))
                .flatMap(found -> customers.confirm(call.actor(), found, key))
                .flatMap(this::outcome);
    }

    private Mono<Outcome> outcome(MergeResult result) {
        return switch (result) {
            case MergeResult.Done(UUID customer, var _, boolean repeated) ->
                customers
                        .customer(customer)
                        .map(found -> Outcome.step(repeated, found.customer().version(), CustomerJson.of(found)));
            case MergeResult.KeyReused() -> Mono.error(Refusals::keyReused);
            case MergeResult.SameCustomer() ->
                refused("same-customer", "They are one customer already", "Both are the same customer today.");
            case MergeResult.MergedAlready() ->
                refused("merged-already", "One of them was merged", "Another merge came before. Read them again.");
            case MergeResult.Erased() ->
                refused("customer-erased", "The customer was erased", "Nothing is known of one of them any more.");
            case MergeResult.Undone() ->
                refused("merge-undone", "It was taken back", "This merge was taken back before.");
        };
    }

    private static Mono<Outcome> refused(String code, String title, String detail) {
        return Mono.error(() -> Problem.of(409, code, title, detail).toException());
    }
}
