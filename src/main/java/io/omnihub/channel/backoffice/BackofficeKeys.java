package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.access.CallerKey;
import io.omnihub.access.CreateKeyResult;
import io.omnihub.access.Keys;
import io.omnihub.access.Role;
import io.omnihub.access.RotateKeyResult;
import io.omnihub.access.Scope;
import io.omnihub.catalog.Catalogs;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/keys}: who may call the hub. */
@Configuration(proxyBeanMethods = false)
class BackofficeKeys {
    private static final String PATH = "/api/v1/keys";
    private static final String LIST = "keys";
    private static final int MAX_NAME = 200;
    private static final int MAX_DURATION = 40;

    /** For how long a secret stays good after its rotation. */
    private record Overlap(Duration length) {
        private static final Overlap DEFAULT = new Overlap(Duration.ofHours(24));
        private static final Duration MAX = Duration.ofDays(7);

        /** Empty where that is none, or too long. */
        static Optional<Overlap> parse(String text) {
            try {
                Duration length = Duration.parse(text);
                boolean fits = !length.isNegative() && length.compareTo(MAX) <= 0;
                return fits ? Optional.of(new Overlap(length)) : Optional.empty();
            } catch (DateTimeParseException notADuration) {
                return Optional.empty();
            }
        }
    }

    /** What a key is asked for, as its fingerprint sees it. */
    private record Asked(String name, Role role, Optional<ChannelCode> channel, Optional<LocationCode> location) {
        Scope scope() {
            return Scope.of(channel, location);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record KeyJson(
            UUID id,
            String name,
            String role,
            Optional<String> channel,
            Optional<String> location,
            Instant createdAt,
            Optional<Instant> previousSecretUntil,
            Optional<String> secret) {
        static KeyJson of(CallerKey key, Optional<String> secret, Instant now) {
            return new KeyJson(
                    key.id(),
                    key.name(),
                    key.role().wire(),
                    key.scope().channel().map(ChannelCode::value),
                    key.scope().location().map(LocationCode::value),
                    key.createdAt(),
                    key.previousUntil(now),
                    secret);
        }
    }

    private final Keys keys;
    private final Catalogs catalogs;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;

    BackofficeKeys(Keys keys, Catalogs catalogs, Requests requests, Replies replies, Clock clock) {
        this.keys = keys;
        this.catalogs = catalogs;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> keyRoutes() {
        return RouterFunctions.route()
                .POST(PATH, this::create)
                .GET(PATH, this::list)
                .GET(PATH + "/{id}", this::read)
                .DELETE(PATH + "/{id}", this::delete)
                .POST(PATH + "/{id}/rotations", this::rotate)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> create(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(BackofficeKeys::asked).flatMap(asked -> {
            var key = requests.requiredKey(request, caller, "create-key", requests.fingerprint(asked));
            return requireChannel(asked.channel())
                    .then(Mono.defer(() -> requireLocation(asked.location())))
                    .then(Mono.defer(
                            () -> keys.create(Caller.actor(request), asked.name(), asked.role(), asked.scope(), key)))
                    .flatMap(this::answer);
        });
    }

    private Mono<ServerResponse> answer(CreateKeyResult result) {
        return switch (result) {
            case CreateKeyResult.Created(CallerKey key, String secret) ->
                replies.created(URI.create(PATH + "/" + key.id()), shown(key, secret));
            case CreateKeyResult.Repeated(CallerKey key) -> replies.replayed(shown(key));
            case CreateKeyResult.KeyReused() ->
                throw Refusals.keyReused("Idempotency-Key", "This key was used before for another key.");
        };
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        Optional<UUID> after = Requests.after(request, LIST, Requests::isId).map(UUID::fromString);
        return keys.keys(after, Requests.limit(request)).flatMap(page -> replies.page(LIST, page, this::shown));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return keys.key(Requests.idInPath(request))
                .flatMap(key -> replies.ok(shown(key)))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such key.")));
    }

    private Mono<ServerResponse> delete(ServerRequest request) {
        Requests.onlyParameters(request);
        return keys.revoke(Caller.actor(request), Requests.idInPath(request)).flatMap(result -> switch (result) {
            case GONE -> ServerResponse.noContent().build();
            case LAST_ADMINISTRATOR ->
                throw Problem.of(
                                409,
                                "last-administrator",
                                "This is the last administrator's key",
                                "Create another administrator's key first.")
                        .toException();
        });
    }

    private Mono<ServerResponse> rotate(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        UUID id = Requests.idInPath(request);
        return requests.body(request).map(BackofficeKeys::overlap).flatMap(overlap -> {
            var key = requests.requiredKey(request, caller, "rotate-key", requests.fingerprint(List.of(id, overlap)));
            return keys.rotate(Caller.actor(request), id, overlap.length(), key).flatMap(this::answer);
        });
    }

    private Mono<ServerResponse> answer(RotateKeyResult result) {
        return switch (result) {
            case RotateKeyResult.Rotated(CallerKey key, String secret) -> replies.created(shown(key, secret));
            case RotateKeyResult.Repeated(CallerKey key) -> replies.replayed(shown(key));
            case RotateKeyResult.Gone() -> throw Refusals.notFound("There is no such key.");
            case RotateKeyResult.KeyReused() ->
                throw Refusals.keyReused("Idempotency-Key", "This key was used before for another rotation.");
        };
    }

    private static Overlap overlap(Field body) {
        return body.object("overlap")
                .maybe("overlap")
                .map(field -> Overlap.parse(field.text(MAX_DURATION))
                        .orElseThrow(() ->
                                field.invalid("Must be a duration of ISO 8601 in days, hours, minutes and seconds,"
                                        + " from PT0S to P7D.")))
                .orElse(Overlap.DEFAULT);
    }

    private KeyJson shown(CallerKey key) {
        return KeyJson.of(key, Optional.empty(), clock.instant());
    }

    private KeyJson shown(CallerKey key, String secret) {
        return KeyJson.of(key, Optional.of(secret), clock.instant());
    }

    private static Asked asked(Field body) {
        Field key = body.object("name", "role", "channel", "location");
        String name = key.at("name").text(MAX_NAME);
        Role role = key.at("role").word(Role.class);
        return switch (role) {
            case ADMINISTRATOR, SERVICE -> {
                body.object("name", "role");
                yield new Asked(name, role, Optional.empty(), Optional.empty());
            }
            case STOREFRONT -> {
                Field channel = body.object("name", "role", "channel").at("channel");
                yield new Asked(name, role, Optional.of(new ChannelCode(channel.code())), Optional.empty());
            }
            case STORE, TERMINAL -> {
                Field location = body.object("name", "role", "location").at("location");
                yield new Asked(name, role, Optional.empty(), Optional.of(new LocationCode(location.code())));
            }
        };
    }

    private Mono<LocationCode> requireLocation(Optional<LocationCode> location) {
        return Mono.justOrEmpty(location)
                .flatMap(code -> catalogs.location(code)
                        .switchIfEmpty(Mono.error(() -> Refusals.field(
                                "unknown-location",
                                "The location is unknown",
                                "/location",
                                "There is no location " + code + ".")))
                        .thenReturn(code));
    }

    private Mono<ChannelCode> requireChannel(Optional<ChannelCode> channel) {
        return Mono.justOrEmpty(channel)
                .flatMap(code -> catalogs.channel(code)
                        .switchIfEmpty(Mono.error(() -> Refusals.field(
                                "unknown-channel",
                                "The channel is unknown",
                                "/channel",
                                "There is no channel " + code + ".")))
                        .thenReturn(code));
    }
}
