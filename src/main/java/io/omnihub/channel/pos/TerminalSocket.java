package io.omnihub.channel.pos;

import io.omnihub.access.Caller;
import io.omnihub.access.SocketAccess;
import io.omnihub.channel.pos.SocketRoutes.Route;
import io.omnihub.engine.Deadlines;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.ProblemException;
import io.omnihub.platform.Problems;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.exceptions.ApplicationErrorException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection of one caller. What is wrong with a request ends that request alone, with a problem as HTTP answers it.
 * What asks for no answer is not served, and dropped.
 */
final class TerminalSocket implements RSocket {
    /** What all connections share. */
    record Hub(
            SocketAccess access, Map<String, Route> routes, JsonMapper json, Duration answerTimeout, int maxStreams) {
        /** A problem as HTTP answers it, where what that names by a header has a place in the data. */
        String told(Throwable error, String request) {
            Problem problem = Problems.of(error, request);
            List<FieldError> errors = problem.errors().stream()
                    .map(one -> one.field().equals("Idempotency-Key")
                            ? new FieldError("/idempotencyKey", one.code(), one.detail())
                            : one)
                    .toList();
            return json.writeValueAsString(Problems.document(new Problem(
                    problem.status(), problem.code(), problem.title(), problem.detail(), errors, problem.facts())));
        }
    }

    private static final Logger log = LoggerFactory.getLogger(TerminalSocket.class);

    /** Where Reactor looks for what to do with an error that nobody takes any more. */
    private static final String DROPPED = "reactor.onErrorDropped.local";

    private final Hub hub;
    private final Caller caller;
    private final Encoding encoding;
    private final String name;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    /** @param name of the connection, by which the log and the audit know its requests */
    TerminalSocket(Hub hub, Caller caller, Encoding encoding, String name) {
        this.hub = hub;
        this.caller = caller;
        this.encoding = encoding;
        this.name = name;
    }

    @Override
    public Mono<Payload> requestResponse(Payload payload) {
        return served(payload, (route, request) -> switch (route) {
                    case Route.Response(var answer) ->
                        answer.apply(request)
                                .timeout(Deadlines.after(hub.answerTimeout()))
                                .flux();
                    case Route.Stream _, Route.Channel _ -> throw otherModel(route);
                })
                .next();
    }

    @Override
    public Flux<Payload> requestStream(Payload payload) {
        return served(payload, (route, request) -> switch (route) {
            case Route.Stream(var answers) -> answers.apply(request);
            case Route.Response _, Route.Channel _ -> throw otherModel(route);
        });
    }

    @Override
    public Flux<Payload> requestChannel(Publisher<Payload> payloads) {
        return Flux.from(payloads)
                .switchOnFirst((first, all) -> first.hasValue()
                        ? served(Objects.requireNonNull(first.get()), (route, request) -> switch (route) {
                            case Route.Channel(var answers) ->
                                answers.apply(
                                        request, all.skip(1).map(encoding::read).startWith(request.data()));
                            case Route.Response _, Route.Stream _ -> throw otherModel(route);
                        })
                        : all)
                .contextWrite(Context.of(DROPPED, (Consumer<Throwable>) TerminalSocket::dropped));
    }

    /** When a channel is refused, its library tells those who read no more that it has ended. */
    private static void dropped(Throwable error) {
        log.debug("an error after the end of a channel: {}", error.toString());
    }

    private Flux<Payload> served(Payload payload, BiFunction<Route, SocketRequest, Flux<Object>> serve) {
        String request = name + "-" + asked.incrementAndGet();
        return Flux.defer(() -> {
                    if (open.incrementAndGet() > hub.maxStreams()) {
                        throw tooManyStreams();
                    }
                    String route = SocketMetadata.route(payload);
                    Caller reaching = hub.access().admit(caller, route);
                    var asking = new SocketRequest(reaching, caller.actor(route, request), encoding.read(payload));
                    return serve.apply(Objects.requireNonNull(hub.routes().get(route)), asking);
                })
                .map(body -> encoding.write(body, hub.json()))
                .onErrorMap(error -> new ApplicationErrorException(hub.told(error, request)))
                .doFinally(_ -> open.decrementAndGet());
    }

    private static ProblemException otherModel(Route route) {
        String model = switch (route) {
            case Route.Response _ -> "request-response";
            case Route.Stream _ -> "request-stream";
            case Route.Channel _ -> "request-channel";
        };
        return Problem.of(405, "method-not-allowed", "Method not allowed", "This route takes " + model + ".")
                .toException();
    }

    private ProblemException tooManyStreams() {
        return Problem.of(
                        429,
                        "rate-limited",
                        "Too many requests",
                        "A connection has %d requests open at most. Wait for an answer first."
                                .formatted(hub.maxStreams()))
                .toException();
    }
}
