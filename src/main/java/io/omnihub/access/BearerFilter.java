package io.omnihub.access;

import io.omnihub.kernel.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request through to its route if the table of permissions says so: 401 without a good key, 429 past a limit, then
 * 404 for what is not served, 405 for another method, 403 for another role. HEAD is GET; the server leaves the body out.
 */
@Component
class BearerFilter implements WebFilter {
    private static final String SCHEME = "Bearer ";
    private static final Problem UNAUTHENTICATED = Problem.of(
            401,
            "unauthenticated",
            "A key is needed",
            "Send the header Authorization: Bearer with a key that was not deleted.");
    private static final Problem NOT_FOUND =
            Problem.of(404, "not-found", "Not found", "There is no such route. Check the path.");

    private static final Problem RATE_LIMITED = Problem.of(
            429,
            "rate-limited",
            "Too many requests",
            "More was sent than RateLimit-Policy allows. Nothing was changed. Repeat after Retry-After.");

    private final Callers callers;
    private final Limits limits;
    private final Addresses addresses;

    BearerFilter(Callers callers, Limits limits, Addresses addresses) {
        this.callers = callers;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            ServerWebExchange asGet = exchange.mutate()
                    .request(request -> request.method(HttpMethod.GET))
                    .build();
            return filter(asGet, chain);
        }
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        List<Permission> lines = Permission.of(path);
        Optional<Permission> line = lines.stream()
                .filter(one -> one.method().equals(exchange.getRequest().getMethod()))
                .findFirst();
        if (line.isPresent() && line.get().isProbe()) {
            return chain.filter(exchange);
        }
        if (line.isPresent() && line.get().isOpen()) {
            limit(limits.countAddress(address(exchange)), exchange);
            return chain.filter(exchange);
        }
        return caller(exchange)
                .switchIfEmpty(Mono.defer(() -> {
                    limit(limits.countAddress(address(exchange)), exchange);
                    return Mono.error(UNAUTHENTICATED.toException());
                }))
                .flatMap(caller -> {
                    limit(limits.count(caller), exchange);
                    return permitted(caller, lines, line, exchange, chain);
                });
    }

    private static Mono<Void> permitted(
            Caller caller,
            List<Permission> lines,
            Optional<Permission> line,
            ServerWebExchange exchange,
            WebFilterChain chain) {
        if (line.isEmpty()) {
            return Mono.error(lines.isEmpty() ? NOT_FOUND.toException() : wrongMethod(lines, exchange));
        }
        Reach reach = line.get().reach().get(caller.role());
        if (reach == null) {
            return Mono.error(Caller.forbidden("This key's role does not allow this."));
        }
        caller.within(reach).putInto(exchange.getAttributes(), line.get().operation());
        return chain.filter(exchange);
    }

    /** An address that shows too many bad keys makes no more lookups, but whose key was good lately is heard. */
    private Mono<Caller> caller(ServerWebExchange exchange) {
        Optional<String> secret = secret(exchange.getRequest().getHeaders());
        if (secret.isEmpty()) {
            return Mono.empty();
        }
        boolean isBarred = limits.ofAddress(address(exchange)).stream().anyMatch(allowance -> !allowance.isGranted());
        return isBarred && !callers.wasGood(secret.get()) ? Mono.empty() : callers.bySecret(secret.get());
    }

    private static Optional<String> secret(HttpHeaders headers) {
        List<String> credentials = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        boolean isOneBearer =
                credentials.size() == 1 && credentials.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isOneBearer
                ? Optional.of(credentials.getFirst().substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private String address(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return addresses.of(request.getRemoteAddress(), request.getHeaders().getOrEmpty(Addresses.FORWARDED_FOR));
    }

    /** Tells whoever sent this of his limit, and refuses him past it: {@code rate-limited}. */
    private static void limit(Optional<Allowance> counted, ServerWebExchange exchange) {
        counted.ifPresent(allowance -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set("RateLimit-Policy", allowance.limit().policy());
            headers.set("RateLimit", allowance.field());
            if (!allowance.isGranted()) {
                headers.set(HttpHeaders.RETRY_AFTER, allowance.retryAfter());
                throw RATE_LIMITED.toException();
            }
        });
    }

    private static RuntimeException wrongMethod(List<Permission> lines, ServerWebExchange exchange) {
        String allowed =
                lines.stream().map(line -> line.method().name()).sorted().collect(Collectors.joining(", "));
        exchange.getResponse().getHeaders().set(HttpHeaders.ALLOW, allowed);
        return Problem.of(405, "method-not-allowed", "Method not allowed", "This path takes " + allowed + ".")
                .toException();
    }
}
