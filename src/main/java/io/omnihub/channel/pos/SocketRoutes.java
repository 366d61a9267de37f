package io.omnihub.channel.pos;

import io.omnihub.channel.Field;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Some of the routes that are served, by their names; each answers with bodies as the contract shows them. */
record SocketRoutes(Map<String, Route> byName) {
    /** What a route is, by how it is asked. */
    sealed interface Route {
        /** One answer to one request. */
        record Response(Function<SocketRequest, Mono<Object>> answer) implements Route {}

        /** Answers to one request, as many at a time as are asked for, until somebody ends them. */
        record Stream(Function<SocketRequest, Flux<Object>> answers) implements Route {}

        /** Answers to what is sent one by one; the request's data is the first that was sent. */
        record Channel(BiFunction<SocketRequest, Flux<Field>, Flux<Object>> answers) implements Route {}
    }

    static Route response(Function<SocketRequest, Mono<Object>> answer) {
        return new Route.Response(answer);
    }
}
