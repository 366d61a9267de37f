package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.SetSourcingPolicyResult;
import io.omnihub.catalog.SourcingPolicyVersion;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.SourcingPolicyJson;
import io.omnihub.engine.Actor;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Text;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/channels/{code}/sourcing-policy}: set it, read it, and see who has made which one and why. */
@Configuration(proxyBeanMethods = false)
class BackofficePolicies {
    private static final String PATH = "/api/v1/channels/{code}/sourcing-policy";
    private static final String LIST = "sourcing-policies";
    private static final int MAX_COMMENT = 500;

    private final Catalogs catalogs;
    private final Requests requests;
    private final Replies replies;

    BackofficePolicies(Catalogs catalogs, Requests requests, Replies replies) {
        this.catalogs = catalogs;
        this.requests = requests;
        this.replies = replies;
    }

    /** What nobody has made has version 0, and nothing but its content. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record VersionJson(
            long version,
            SourcingPolicyJson policy,
            Optional<UUID> author,
            Optional<String> comment,
            Optional<Instant> recordedAt) {}

    @Bean
    RouterFunction<ServerResponse> policyRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::read)
                .PUT(PATH, this::put)
                .GET(PATH + "/versions", this::list)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return Mono.just(request.pathVariable("code"))
                .filter(Text::isCode)
                .flatMap(code -> current(new ChannelCode(code)))
                .switchIfEmpty(Mono.error(BackofficePolicies::notFound));
    }

    private Mono<ServerResponse> put(ServerRequest request) {
        Requests.onlyParameters(request);
        var code = new ChannelCode(Requests.inPath(request, "code", Text::isCode));
        Optional<Versions> expected = Requests.ifMatch(request);
        return requests.body(request)
                .map(body -> body.object("policy", "comment"))
                .flatMap(body -> put(code, body, Caller.actor(request), expected))
                .flatMap(result -> answer(code, result));
    }

    private Mono<SetSourcingPolicyResult> put(ChannelCode code, Field body, Actor author, Optional<Versions> expected) {
        return catalogs.setSourcingPolicy(
                code,
                SourcingPolicyJson.read(body.at("policy")),
                body.at("comment").trimmed(MAX_COMMENT),
                author,
                expected);
    }

    private Mono<ServerResponse> answer(ChannelCode code, SetSourcingPolicyResult result) {
        return switch (result) {
            case SetSourcingPolicyResult.Done() -> current(code);
            case SetSourcingPolicyResult.UnknownChannel() -> throw notFound();
            case SetSourcingPolicyResult.VersionMismatch(long current) ->
                throw Refusals.versionMismatch(Optional.of(current));
        };
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        long before = Requests.after(request, LIST, version -> version.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        int limit = Requests.limit(request);
        return Mono.just(request.pathVariable("code"))
                .filter(Text::isCode)
                .flatMap(code -> catalogs.channel(new ChannelCode(code)))
                .switchIfEmpty(Mono.error(BackofficePolicies::notFound))
                .flatMap(channel -> catalogs.sourcingPolicies(channel.code(), before, limit))
                .flatMap(page -> replies.page(LIST, page, BackofficePolicies::version));
    }

    /** Empty where there is no such channel. */
    private Mono<ServerResponse> current(ChannelCode code) {
        return catalogs.sourcingPolicies(code, Long.MAX_VALUE, 1)
                .flatMap(page -> Mono.justOrEmpty(page.items().stream().findFirst()))
                .map(BackofficePolicies::version)
                .switchIfEmpty(Mono.defer(() -> catalogs.channel(code))
                        .map(channel -> new VersionJson(
                                channel.policy().version(),
                                SourcingPolicyJson.of(channel.policy()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .flatMap(version -> replies.versioned(HttpStatus.OK, version.version(), version));
    }

    private static VersionJson version(SourcingPolicyVersion version) {
        return new VersionJson(
                version.policy().version(),
                SourcingPolicyJson.of(version.policy()),
                Optional.of(version.author()),
                Optional.of(version.comment()),
                Optional.of(version.recordedAt()));
    }

    private static ProblemException notFound() {
        return Refusals.notFound("There is no such channel.");
    }
}
