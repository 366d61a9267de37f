package io.omnihub.access;

import io.omnihub.kernel.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request through to its route if the table of permissions says so: 401 without a good key, then 404 for what is
 * not served, 405 for another method, 403 for another role. HEAD is GET; the server leaves the body out.
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

    private final Callers callers;

    BearerFilter(Callers callers) {
        this.callers = callers;
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
        List<Permission> lines = Permission.TABLE.stream()
                .filter(line -> line.path().matches(path))
                .toList();
        Optional<Permission> line = lines.stream()
                .filter(one -> one.method().equals(exchange.getRequest().getMethod()))
                .findFirst();
        if (line.isPresent() && line.get().isOpen()) {
            return chain.filter(exchange);
        }
        return caller(exchange.getRequest().getHeaders())
                .switchIfEmpty(Mono.error(UNAUTHENTICATED::toException))
                .flatMap(caller -> {
                    if (line.isEmpty()) {
                        return Mono.error(lines.isEmpty() ? NOT_FOUND.toException() : wrongMethod(lines, exchange));
                    }
                    Reach reach = line.get().reach().get(caller.role());
                    if (reach == null) {
                        return Mono.error(Caller.forbidden("This key's role does not allow this."));
                    }
                    caller.within(reach)
                            .putInto(exchange.getAttributes(), line.get().operation());
                    return chain.filter(exchange);
                });
    }

    private Mono<Caller> caller(HttpHeaders headers) {
        List<String> credentials = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        boolean isOneBearer =
                credentials.size() == 1 && credentials.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isOneBearer
                ? callers.bySecret(
                        credentials.getFirst().substring(SCHEME.length()).strip())
                : Mono.empty();
    }

    private static RuntimeException wrongMethod(List<Permission> lines, ServerWebExchange exchange) {
        String allowed =
                lines.stream().map(line -> line.method().name()).sorted().collect(Collectors.joining(", "));
        exchange.getResponse().getHeaders().set(HttpHeaders.ALLOW, allowed);
        return Problem.of(405, "method-not-allowed", "Method not allowed", "This path takes " + allowed + ".")
                .toException();
    }
}
