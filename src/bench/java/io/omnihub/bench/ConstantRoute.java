package io.omnihub.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * A route that the benchmark adds to the hub: it answers JSON that was made before, as long as the request says. It
 * stands at the path of the availability, behind the same filters, and is chosen by a header. The product has no such
 * route: {@link Hub} puts this class, and what registers it, beside the jar.
 */
public class ConstantRoute {
    static final String PATH = "/api/v1/availability";
    static final String LENGTH = "Constant-Length";

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> constantRoutes() {
        return RouterFunctions.route()
                .GET(PATH, ConstantRoute::isAskedFor, this::answer)
                .build();
    }

    private static boolean isAskedFor(ServerRequest request) {
        return request.headers().firstHeader(LENGTH) != null;
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        byte[] json =
                answers.computeIfAbsent(String.valueOf(request.headers().firstHeader(LENGTH)), ConstantRoute::json);
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(json);
    }

    private static byte[] json(String length) {
        byte[] json = new byte[Integer.parseInt(length)];
        Arrays.fill(json, (byte) '1');
        return json;
    }
}
