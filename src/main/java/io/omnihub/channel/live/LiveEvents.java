package io.omnihub.channel.live;

import io.omnihub.access.Caller;
import io.omnihub.access.SocketAccess;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Requests;
import io.omnihub.event.EventFilter;
import io.omnihub.event.EventStream;
import io.omnihub.event.EventStream.Delivered;
import io.omnihub.event.EventStream.Item;
import io.omnihub.event.EventStream.Through;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /api/v1/events}: what happens, as server-sent events. The id of each is its position, so that a reader who
 * comes back with {@code Last-Event-ID} misses nothing and hears nothing twice. {@code through} says how far the stream
 * has come without anything for this reader.
 */
@Configuration(proxyBeanMethods = false)
class LiveEvents {
    private static final String SCHEME = "Bearer ";
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventStream stream;
    private final SocketAccess access;
    private final JsonMapper json;

    LiveEvents(EventStream stream, SocketAccess access, JsonMapper json) {
        this.stream = stream;
        this.access = access;
        this.json = json;
    }

    @Bean
    RouterFunction<ServerResponse> eventRoutes() {
        return RouterFunctions.route().GET("/api/v1/events", this::read).build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        requireEventStream(request);
        Requests.onlyParameters(request, "after", "types", "location", "channel", "subject", "follow");
        Caller caller = Caller.of(request.attributes());
        EventFilter filter = EventsInSight.filter(
                caller,
                types(request),
                Requests.code(request, "location").map(LocationCode::new),
                Requests.code(request, "channel").map(ChannelCode::new),
                Requests.parameter(
                        request,
                        "subject",
                        text -> Text.isValid(text, 1, EventsInSight.MAX_SUBJECT),
                        "1 to %d characters".formatted(EventsInSight.MAX_SUBJECT)));
        boolean follow = Requests.parameter(request, "follow", Set.of("true", "false")::contains, "true or false")
                .map(Boolean::parseBoolean)
                .orElse(true);
        var sight = new EventsInSight(caller, json);
        DataBufferFactory buffers = request.exchange().getResponse().bufferFactory();
        return stream.read(after(request), filter, follow)
                .flatMap(items -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no")
                        .body(BodyInserters.fromDataBuffers(text(items.takeUntilOther(keyEnded(request)), sight)
                                .map(text -> buffers.wrap(text.getBytes(StandardCharsets.UTF_8))))));
    }

    /** A reader's stream ends with the key that opened it. */
    private Mono<Void> keyEnded(ServerRequest request) {
        String secret =
                request.headers().header(HttpHeaders.AUTHORIZATION).getFirst().substring(SCHEME.length());
        return access.ended(Caller.of(request.attributes()), secret);
    }

    private static Flux<String> text(Flux<Item> items, EventsInSight sight) {
        return items.map(item -> switch (item) {
                    case Delivered(var event) -> "id: %d\ndata: %s\n\n".formatted(event.position(), sight.told(event));
                    case Through(long position) ->
                        "id: %d\nevent: through\ndata: {\"through\":\"%d\"}\n\n".formatted(position, position);
                })
                .onErrorResume(
                        ProblemException.class,
                        gone -> Mono.just("event: gone\ndata: {\"code\":\"%s\"}\n\n"
                                .formatted(gone.problem().code())));
    }

    private static void requireEventStream(ServerRequest request) {
        List<MediaType> accepted = request.headers().accept();
        if (!accepted.isEmpty() && accepted.stream().noneMatch(type -> type.includes(MediaType.TEXT_EVENT_STREAM))) {
            throw Requests.notAcceptable("Accept text/event-stream.");
        }
    }

    /** The header is what a browser sends by itself when it comes back. */
    private static OptionalLong after(ServerRequest request) {
        List<String> last = request.headers().header(LAST_EVENT_ID);
        if (!last.isEmpty()) {
            if (last.size() > 1 || !EventsInSight.isPosition(last.getFirst())) {
                throw Refusals.parameter(LAST_EVENT_ID, "Must be the id of an event, once.");
            }
            return EventsInSight.position(Optional.of(last.getFirst()));
        }
        return EventsInSight.position(
                Requests.parameter(request, "after", EventsInSight::isPosition, EventsInSight.POSITION_FORM));
    }

    private static Set<String> types(ServerRequest request) {
        return Requests.parameter(
                        request,
                        "types",
                        text -> isListOfTypes(text.split(",", -1)),
                        "up to %d types of events, separated by commas; the last word of each may be *"
                                .formatted(EventsInSight.MAX_TYPES))
                .map(text -> Set.of(text.split(",", -1)))
                .orElse(Set.of());
    }

    private static boolean isListOfTypes(String... types) {
        return types.length <= EventsInSight.MAX_TYPES
                && Set.copyOf(List.of(types)).size() == types.length
                && List.of(types).stream().allMatch(EventsInSight::isType);
    }
}
