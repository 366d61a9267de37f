package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.access.CallerKey;
import io.omnihub.access.PrepareTerminalResult;
import io.omnihub.access.PreparedTerminal;
import io.omnihub.access.TerminalCode;
import io.omnihub.access.Terminals;
import io.omnihub.catalog.Catalogs;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.LocationCode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/terminals}: a location's tills and handsets. A store enrols and ends those of its own location. */
@Configuration(proxyBeanMethods = false)
class BackofficeTerminals {
    private static final String PATH = "/api/v1/terminals";
    private static final String LIST = "terminals";
    private static final int MAX_NAME = 200;

    /** What is asked for, as its fingerprint sees it. */
    private record Wanted(String name, LocationCode location) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record PreparedJson(String name, String location, Instant expiresAt, Optional<String> code) {
        static PreparedJson of(PreparedTerminal terminal, Optional<TerminalCode> code) {
            return new PreparedJson(
                    terminal.name(), terminal.location().value(), terminal.expiresAt(), code.map(TerminalCode::shown));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record TerminalJson(
            UUID id,
            String name,
            Optional<String> location,
            Instant createdAt,
            Optional<Instant> previousSecretUntil,
            Optional<String> secret) {}

    private final Terminals terminals;
    private final Catalogs catalogs;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;

    BackofficeTerminals(Terminals terminals, Catalogs catalogs, Requests requests, Replies replies, Clock clock) {
        this.terminals = terminals;
        this.catalogs = catalogs;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> terminalRoutes() {
        return RouterFunctions.route()
                .POST(PATH + "/codes", this::prepare)
                .POST(PATH, this::enrol)
                .GET(PATH, this::list)
                .GET(PATH + "/{id}", this::read)
                .DELETE(PATH + "/{id}", this::delete)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> prepare(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(BackofficeTerminals::wanted).flatMap(wanted -> {
            caller.require(wanted.location());
            var key = requests.requiredKey(request, caller, "prepare-terminal", requests.fingerprint(wanted));
            return catalogs.location(wanted.location())
                    .switchIfEmpty(Mono.error(Refusals::unknownLocation))
                    .flatMap(_ -> terminals.prepare(Caller.actor(request), wanted.name(), wanted.location(), key))
                    .flatMap(this::answer);
        });
    }

    private Mono<ServerResponse> answer(PrepareTerminalResult result) {
        return switch (result) {
            case PrepareTerminalResult.Prepared(PreparedTerminal terminal, Optional<TerminalCode> code) ->
                code.isPresent()
                        ? replies.created(PreparedJson.of(terminal, code))
                        : replies.replayed(PreparedJson.of(terminal, code));
            case PrepareTerminalResult.Forgotten() -> throw Refusals.notFound("Its code has ended. Make another one.");
            case PrepareTerminalResult.KeyReused() -> throw Refusals.keyReused();
        };
    }

    private static Wanted wanted(Field body) {
        Field wanted = body.object("name", "location");
        return new Wanted(
                wanted.at("name").text(MAX_NAME),
                new LocationCode(wanted.at("location").code()));
    }

    private Mono<ServerResponse> enrol(ServerRequest request) {
        Requests.onlyParameters(request);
        return requests.body(request)
                .map(body -> TerminalCode.parse(body.object("code").at("code").text(TerminalCode.MAX_LENGTH)))
                .flatMap(Mono::justOrEmpty)
                .flatMap(code ->
                        terminals.enrol(code, request.exchange().getRequest().getId()))
                .switchIfEmpty(Mono.error(BackofficeTerminals::codeNotGood))
                .flatMap(enrolled -> replies.created(
                        URI.create(PATH + "/" + enrolled.terminal().id()),
                        shown(enrolled.terminal(), Optional.of(enrolled.secret()))));
    }

    private static RuntimeException codeNotGood() {
        return Refusals.field(
                "code-not-good",
                "The code is not good",
                "/code",
                "There is no such code, or it was used, has ended, or was guessed at too often.");
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "location", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        Optional<LocationCode> location =
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new));
        Optional<UUID> after = Requests.after(request, LIST, Requests::isId).map(UUID::fromString);
        return terminals
                .terminals(location, after, Requests.limit(request))
                .flatMap(page -> replies.page(LIST, page, terminal -> shown(terminal, Optional.empty())));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return inSight(terminals.terminal(Requests.idInPath(request)), request)
                .flatMap(terminal -> replies.ok(shown(terminal, Optional.empty())));
    }

    private Mono<ServerResponse> delete(ServerRequest request) {
        Requests.onlyParameters(request);
        return inSight(terminals.everEnrolled(Requests.idInPath(request)), request)
                .flatMap(terminal -> terminals.end(Caller.actor(request), terminal))
                .then(Mono.defer(() -> ServerResponse.noContent().build()));
    }

    /** Another location's is as good as none. */
    private static Mono<CallerKey> inSight(Mono<CallerKey> terminal, ServerRequest request) {
        Caller caller = Caller.of(request.attributes());
        return terminal.filter(
                        found -> found.scope().location().filter(caller::sees).isPresent())
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such terminal.")));
    }

    private TerminalJson shown(CallerKey terminal, Optional<String> secret) {
        return new TerminalJson(
                terminal.id(),
                terminal.name(),
                terminal.scope().location().map(LocationCode::value),
                terminal.createdAt(),
                terminal.previousUntil(clock.instant()),
                secret);
    }
}
