package io.omnihub.platform;

import io.omnihub.engine.Engine;
import io.omnihub.engine.EngineBusy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses changes while nothing more may wait for the engine, before their key and their body are looked at: when five
 * times as much comes as can be done, reading what is then refused would take the time that the rest needs.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class LoadShedding implements WebFilter {
    private static final String CHANGES = "/api/v1/";

    /** Bulk work, which waits in a queue of its own. */
    private static final String IMPORTS = "/api/v1/imports";

    /** A question, which needs no place in the queue. */
    private static final String PREVIEW = "/api/v1/sourcing/preview";

    private final Engine engine;

    LoadShedding(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isChange(exchange.getRequest()) && !engine.hasRoom()
                ? Mono.error(EngineBusy.overloaded())
                : chain.filter(exchange);
    }

    private static boolean isChange(ServerHttpRequest request) {
        String path = request.getPath().value();
        return !HttpMethod.GET.equals(request.getMethod())
                && !HttpMethod.HEAD.equals(request.getMethod())
                && path.startsWith(CHANGES)
                && !path.equals(IMPORTS)
                && !path.equals(PREVIEW);
    }
}
