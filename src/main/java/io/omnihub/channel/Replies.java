package io.omnihub.channel;

import io.omnihub.kernel.Page;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.function.server.ServerResponse.BodyBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON. */
@Component
public class Replies {
    private final JsonMapper json;

    Replies(JsonMapper json) {
        this.json = json;
    }

    public Mono<ServerResponse> ok(Object body) {
        return write(ServerResponse.ok(), body);
    }

    /** A new resource, at this path. */
    public Mono<ServerResponse> created(URI location, Object body) {
        return write(ServerResponse.created(location), body);
    }

    /** A new resource with a version. */
    public Mono<ServerResponse> created(URI location, long version, Object body) {
        return write(ServerResponse.created(location).header("ETag", "\"" + version + "\""), body);
    }

    /** Something new that is not read by itself. */
    public Mono<ServerResponse> created(Object body) {
        return write(ServerResponse.status(HttpStatus.CREATED), body);
    }

    /** Something that is asked for, and not done yet. */
    public Mono<ServerResponse> accepted(Object body) {
        return write(ServerResponse.accepted(), body);
    }

    /** The answer to a request whose effect an earlier one had. */
    public Mono<ServerResponse> replayed(Object body) {
        return write(ServerResponse.ok().header("Idempotency-Replayed", "true"), body);
    }

    /** A resource with a version. */
    public Mono<ServerResponse> versioned(HttpStatus status, long version, Object body) {
        return write(ServerResponse.status(status).header("ETag", "\"" + version + "\""), body);
    }

    /** A resource with a version that says whom something is for, which nobody on the way may keep. */
    public Mono<ServerResponse> personal(long version, Object body) {
        return write(
                ServerResponse.ok().header("ETag", "\"" + version + "\"").header("Cache-Control", "no-store"), body);
    }

    /** {@link #replayed} of a resource with a version. */
    public Mono<ServerResponse> replayed(long version, Object body) {
        BodyBuilder response =
                ServerResponse.ok().header("Idempotency-Replayed", "true").header("ETag", "\"" + version + "\"");
        return write(response, body);
    }

    /** A resource with a version after a step, or, where an earlier request with the same key did it, as it is now. */
    public Mono<ServerResponse> done(boolean repeated, long version, Object body) {
        return repeated ? replayed(version, body) : versioned(HttpStatus.OK, version, body);
    }

    /** What a call came to. */
    public Mono<ServerResponse> of(Outcome outcome) {
        BodyBuilder response = switch (outcome) {
            case Outcome.Created created -> ServerResponse.created(created.location());
            case Outcome.Done _ -> ServerResponse.ok();
            case Outcome.Replayed _ -> ServerResponse.ok().header("Idempotency-Replayed", "true");
        };
        outcome.version().ifPresent(version -> response.header("ETag", "\"" + version + "\""));
        return write(response, outcome.body());
    }

    /** A page of a list, each of its items as {@code view} shows it. */
    public <T> Mono<ServerResponse> page(String list, Page<T> page, Function<T, Object> view) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", page.items().stream().map(view).toList());
        body.put("next", page.next().map(cursor -> Requests.cursor(list, cursor)));
        return ok(body);
    }

    private Mono<ServerResponse> write(BodyBuilder response, Object body) {
        return response.contentType(MediaType.APPLICATION_JSON).bodyValue(json.writeValueAsBytes(body));
    }
}
