package io.omnihub.channel.console;

import io.omnihub.access.Caller;
import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.customer.Consent;
import io.omnihub.customer.CustomerDetails;
import io.omnihub.customer.Customers;
import io.omnihub.customer.PutConsentsResult;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/customers/{id}/consents}: what customers let be done; a storefront says and sees that of its own channel. */
@Configuration(proxyBeanMethods = false)
class ConsoleConsents {
    private final Customers customers;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;

    ConsoleConsents(Customers customers, Requests requests, Replies replies, Clock clock) {
        this.customers = customers;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> consentRoutes() {
        return RouterFunctions.route()
                .PUT(ConsoleCustomers.ONE + "/consents", this::put)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> put(ServerRequest request) {
        UUID id = Requests.idInPath(request);
        return requests.call(request)
                .flatMap(call -> put(id, call, said(call.body(), call.caller())))
                .flatMap(found -> {
                    Caller caller = Caller.of(request.attributes());
                    return replies.personal(
                            found.customer().version(),
                            caller.seesEverything() ? CustomerJson.of(found) : CustomerJson.of(found, caller::sees));
                });
    }

    private Mono<CustomerDetails> put(UUID id, Call call, List<Consent.Said> said) {
        return customers
                .consent(call.actor(), id, said)
                .doOnNext(result -> requireDone(result, said))
                .then(Mono.defer(() -> customers.customer(id)));
    }

    private List<Consent.Said> said(Field body, Caller caller) {
        List<Consent.Said> said = new ArrayList<>();
        Set<Map.Entry<Consent.Purpose, ChannelCode>> named = new HashSet<>();
        for (Field one : body.object("consents").at("consents").items(1, Consent.MAX_AT_ONCE, "too-many-entries")) {
            one.object("purpose", "channel", "granted", "saidAt");
            var channel = new ChannelCode(one.at("channel").code());
            caller.require(channel);
            Consent.Purpose purpose = one.at("purpose").word(Consent.Purpose.class);
            if (!named.add(Map.entry(purpose, channel))) {
                throw one.invalid("Each purpose may stand once for a channel.");
            }
            said.add(new Consent.Said(
                    purpose,
                    channel,
                    one.at("granted").flag(),
                    one.maybe("saidAt").map(time -> time.time(clock.instant()))));
        }
        return said;
    }

    private static void requireDone(PutConsentsResult result, List<Consent.Said> said) {
        switch (result) {
            case PutConsentsResult.Done() -> {}
            case PutConsentsResult.Unknown() -> throw Refusals.notFound("There is no such customer.");
            case PutConsentsResult.Erased() ->
                throw Problem.of(
                                409, "customer-erased", "The customer was erased", "Nothing is known of them any more.")
                        .toException();
            case PutConsentsResult.UnknownChannels(Set<ChannelCode> codes) ->
                throw Refusals.entries(
                        "unknown-channel",
                        "The channel is unknown",
                        "/consents/%d/channel",
                        "There is no such channel.",
                        said,
                        one -> codes.contains(one.channel()));
        }
    }
}
