package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.catalog.Catalogs;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.returns.PutReturnPolicyResult;
import io.omnihub.returns.ReturnPolicy;
import io.omnihub.returns.Returns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/channels/{code}/return-policy}. */
@Configuration(proxyBeanMethods = false)
class BackofficeReturnPolicies {
    private static final String PATH = "/api/v1/channels/{code}/return-policy";

    private record PolicyJson(int windowDays, boolean automatic, List<ItemJson> items, long version) {
        static PolicyJson of(ReturnPolicy policy) {
            return new PolicyJson(
                    policy.windowDays(),
                    policy.automatic(),
                    policy.items().entrySet().stream()
                            .map(item -> new ItemJson(item.getKey().value(), item.getValue()))
                            .sorted(Comparator.comparing(ItemJson::sku))
                            .toList(),
                    policy.version());
        }
    }

    private record ItemJson(String sku, int windowDays) {}

    private final Returns returns;
    private final Catalogs catalogs;
    private final Requests requests;
    private final Replies replies;

    BackofficeReturnPolicies(Returns returns, Catalogs catalogs, Requests requests, Replies replies) {
        this.returns = returns;
        this.catalogs = catalogs;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> returnPolicyRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::read)
                .PUT(PATH, this::put)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        String code = request.pathVariable("code");
        return Mono.just(code)
                .filter(Text::isCode)
                .flatMap(known -> catalogs.channel(new ChannelCode(known)))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such channel.")))
                .flatMap(channel -> returns.policy(channel.code()))
                .flatMap(policy -> replies.versioned(HttpStatus.OK, policy.version(), PolicyJson.of(policy)));
    }

    private Mono<ServerResponse> put(ServerRequest request) {
        Requests.onlyParameters(request);
        var channel = new ChannelCode(Requests.inPath(request, "code", Text::isCode));
        return requests.body(request)
                .map(ReturnBody::policy)
                .flatMap(policy -> returns.putPolicy(Caller.actor(request), channel, policy, Requests.ifMatch(request))
                        .flatMap(result -> answer(result, request)));
    }

    private Mono<ServerResponse> answer(PutReturnPolicyResult result, ServerRequest request) {
        return switch (result) {
            case PutReturnPolicyResult.Put(ReturnPolicy policy) ->
                replies.versioned(HttpStatus.OK, policy.version(), PolicyJson.of(policy));
            case PutReturnPolicyResult.UnknownChannel() ->
                throw Refusals.notFound("There is no such channel: " + request.pathVariable("code") + ".");
            case PutReturnPolicyResult.UnknownItems(Set<Sku> skus) ->
                throw Refusals.fields(
                        "unknown-item",
                        "An item is unknown",
                        skus.stream()
                                .map(sku -> new FieldError("/items", "unknown-item", "There is no item " + sku + "."))
                                .toList());
            case PutReturnPolicyResult.OtherVersion(long version) ->
                throw Refusals.versionMismatch(Optional.of(version));
        };
    }
}
