package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.replenishment.Levels;
import io.omnihub.replenishment.PutPolicyResult;
import io.omnihub.replenishment.ReplenishmentPolicy;
import io.omnihub.replenishment.Replenishments;
import io.omnihub.replenishment.SetLevelsResult;
import java.util.List;
import java.util.Map;
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

/** {@code /api/v1/replenishment}: by which rules something is proposed. */
@Configuration(proxyBeanMethods = false)
class BackofficeReplenishmentRules {
    private static final String POLICY = "/api/v1/replenishment/policy";
    private static final String LEVELS = "/api/v1/replenishment/levels";
    private static final String LEVEL_LIST = "replenishment-levels";

    private record PolicyJson(
            int leadDays,
            int coverDays,
            int horizonDays,
            int halfLifeDays,
            double safety,
            int marginPercent,
            ReplenishmentPolicy.Transport transport,
            long minGain,
            Optional<Long> acceptGain,
            String acceptedAs,
            int dismissedDays,
            long version) {
        static PolicyJson of(ReplenishmentPolicy policy) {
            return new PolicyJson(
                    policy.leadDays(),
                    policy.coverDays(),
                    policy.horizonDays(),
                    policy.halfLifeDays(),
                    policy.safety(),
                    policy.marginPercent(),
                    policy.transport(),
                    policy.minGain(),
                    policy.acceptGain(),
                    policy.draft() ? "draft" : "approved",
                    policy.dismissedDays(),
                    policy.version());
        }
    }

    private record LevelsJson(List<LevelJson> items) {}

    private record LevelJson(String sku, String location, Optional<Long> min, Optional<Long> max) {
        static LevelJson of(Map.Entry<Cell, Optional<Levels>> set) {
            return new LevelJson(
                    set.getKey().sku().value(),
                    set.getKey().location().value(),
                    set.getValue().map(Levels::min),
                    set.getValue().map(Levels::max));
        }
    }

    private final Replenishments replenishments;
    private final Requests requests;
    private final Replies replies;

    BackofficeReplenishmentRules(Replenishments replenishments, Requests requests, Replies replies) {
        this.replenishments = replenishments;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> replenishmentRuleRoutes() {
        return RouterFunctions.route()
                .GET(POLICY, this::policy)
                .PUT(POLICY, this::putPolicy)
                .GET(LEVELS, this::levels)
                .PUT(LEVELS, this::setLevels)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> policy(ServerRequest request) {
        Requests.onlyParameters(request);
        return replenishments
                .policy()
                .flatMap(policy -> replies.versioned(HttpStatus.OK, policy.version(), PolicyJson.of(policy)));
    }

    private Mono<ServerResponse> putPolicy(ServerRequest request) {
        Requests.onlyParameters(request);
        return requests.body(request)
                .map(ReplenishmentBody::policy)
                .flatMap(policy -> replenishments.putPolicy(Caller.actor(request), policy, Requests.ifMatch(request)))
                .flatMap(this::answer);
    }

    private Mono<ServerResponse> answer(PutPolicyResult result) {
        return switch (result) {
            case PutPolicyResult.Put(ReplenishmentPolicy policy) ->
                replies.versioned(HttpStatus.OK, policy.version(), PolicyJson.of(policy));
            case PutPolicyResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
        };
    }

    private Mono<ServerResponse> levels(ServerRequest request) {
        Requests.onlyParameters(request, "sku", "location", "limit", "after");
        return replenishments
                .levels(
                        Requests.parameter(request, "sku", Sku::isValid, "a SKU, 1 to 64 characters")
                                .map(Sku::new),
                        Requests.code(request, "location").map(LocationCode::new),
                        Requests.after(request, LEVEL_LIST, Replenishments::isLevelCursor),
                        Requests.limit(request))
                .flatMap(page ->
                        replies.page(LEVEL_LIST, page, set -> LevelJson.of(Map.entry(set.cell(), set.levels()))));
    }

    private Mono<ServerResponse> setLevels(ServerRequest request) {
        Requests.onlyParameters(request);
        return requests.body(request)
                .map(ReplenishmentBody::levels)
                .flatMap(targets -> replenishments
                        .setLevels(Caller.actor(request), targets)
                        .flatMap(result -> answer(result, targets)));
    }

    private Mono<ServerResponse> answer(SetLevelsResult result, Map<Cell, Optional<Levels>> targets) {
        List<Cell> cells = List.copyOf(targets.keySet());
        return switch (result) {
            case SetLevelsResult.Done() ->
                replies.ok(new LevelsJson(
                        targets.entrySet().stream().map(LevelJson::of).toList()));
            case SetLevelsResult.UnknownItems(Set<Sku> skus) -> throw StockRefusals.unknownItems(cells, skus);
            case SetLevelsResult.UnknownLocations(Set<LocationCode> codes) ->
                throw StockRefusals.unknownLocations(cells, codes);
        };
    }
}
