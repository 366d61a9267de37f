package io.omnihub.platform;

import io.omnihub.engine.Deadlines;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
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
 * Answers a request that has waited for too long. A database that falls silent without closing its connections would
 * otherwise let callers wait for as long as TCP does, which is a quarter of an hour. A change that is under way goes on.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestDeadline implements WebFilter {
    /** Recomputes every counter; its session gives up first, as that of every other read does. */
    private static final String LEDGER_PROOF = "/api/v1/admin/ledger-proof";

    /**
     * Files come and go as fast as callers send and read them; each step on their way has a limit of its own. Whoever reads
     * events comes back when his stream ends.
     */
    private static final Set<String> STREAMS =
            Set.of("POST /api/v1/imports", "GET /api/v1/exports", "GET /api/v1/events");

    private static final Duration STREAM_TIMEOUT = Duration.ofHours(12);
    private static final Duration LEDGER_PROOF_TIMEOUT = Duration.ofMinutes(11);

    private final Duration readTimeout;
    private final Duration changeTimeout;

    RequestDeadline(
            @Value("${omnihub.read-timeout:15s}") Duration readTimeout,
            @Value("${omnihub.change-timeout:60s}") Duration changeTimeout) {
        this.readTimeout = readTimeout;
        this.changeTimeout = changeTimeout;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).timeout(Deadlines.after(timeout(exchange.getRequest())));
    }

    private Duration timeout(ServerHttpRequest request) {
        if (request.getPath().value().equals(LEDGER_PROOF)) {
            return LEDGER_PROOF_TIMEOUT;
        }
        if (STREAMS.contains(request.getMethod() + " " + request.getPath().value())) {
            return STREAM_TIMEOUT;
        }
        return HttpMethod.GET.equals(request.getMethod()) ? readTimeout : changeTimeout;
    }
}
