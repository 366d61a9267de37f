package io.omnihub.sample;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Speaks to the hub over HTTP. As long as the hub is not ready, busy or out of reach, a request is repeated, with growing
 * pauses and for some five minutes at most; that is safe because every request of the sample is idempotent.
 */
final class HubClient {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final int MAX_RETRIES = 36;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
    private static final Set<HttpStatus> PASSING = Set.of(
            HttpStatus.TOO_MANY_REQUESTS,
            HttpStatus.BAD_GATEWAY,
            HttpStatus.SERVICE_UNAVAILABLE,
            HttpStatus.GATEWAY_TIMEOUT);

    private final WebClient http;

    /** @param key of an administrator */
    HubClient(URI hub, String key) {
        this.http = WebClient.builder()
                .baseUrl(hub.toString())
                .defaultHeaders(headers -> headers.setBearerAuth(key))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_RESPONSE_BYTES))
                .build();
    }

    Mono<HubReply> put(String path, Object body, Object... variables) {
        return send(http.method(HttpMethod.PUT).uri(path, variables).bodyValue(body));
    }

    /** For what is known by a key in its body. */
    Mono<HubReply> post(Object body, String path) {
        return send(http.method(HttpMethod.POST).uri(path).bodyValue(body));
    }

    Mono<HubReply> post(String idempotencyKey, Object body, String path, Object... variables) {
        return send(http.method(HttpMethod.POST)
                .uri(path, variables)
                .header(IDEMPOTENCY_KEY, idempotencyKey)
                .bodyValue(body));
    }

    Mono<HubReply> get(String path, Object... variables) {
        return send(http.method(HttpMethod.GET).uri(path, variables));
    }

    private static Mono<HubReply> send(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(HubClient::read)
                .timeout(REQUEST_TIMEOUT)
                .retryWhen(Retry.from(failures -> failures.concatMap(HubClient::pause)));
    }

    private static Mono<HubReply> read(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (PASSING.contains(HttpStatus.resolve(status.value()))) {
            return response.releaseBody().then(Mono.error(() -> new BusyException(status, retryAfter(response))));
        }
        if (status.is2xxSuccessful()) {
            boolean replayed = response.headers().header(REPLAYED).contains("true");
            return body(response).map(body -> new HubReply.Done(body, replayed));
        }
        return body(response)
                .onErrorReturn(MissingNode.getInstance())
                .map(problem -> new HubReply.Refused(
                        status.value(), problem.path("code").asString("http-" + status.value())));
    }

    private static Mono<JsonNode> body(ClientResponse response) {
        return response.bodyToMono(JsonNode.class).defaultIfEmpty(MissingNode.getInstance());
    }

    private static Optional<Duration> retryAfter(ClientResponse response) {
        return response.headers().header(HttpHeaders.RETRY_AFTER).stream()
                .filter(seconds -> seconds.matches("[0-9]{1,2}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .findFirst();
    }

    private static Mono<Long> pause(Retry.RetrySignal signal) {
        Throwable failure = signal.failure();
        boolean passing = failure instanceof BusyException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof WebClientRequestException;
        if (!passing || signal.totalRetries() >= MAX_RETRIES) {
            return Mono.error(failure);
        }
        Duration pause = backoff(signal.totalRetries());
        if (failure instanceof BusyException busy) {
            pause = busy.retryAfter().orElse(pause);
        }
        return Mono.delay(pause);
    }

    /** Doubles up to the longest pause, and is then shortened by up to a half at random. */
    private static Duration backoff(long retries) {
        long full = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(retries, 20));
        return Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2));
    }

    /** The hub asked to come back later. */
    private static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Optional<Duration> retryAfter;

        BusyException(HttpStatusCode status, Optional<Duration> retryAfter) {
            super("the hub answered " + status.value() + " again and again");
            this.retryAfter = retryAfter;
        }

        Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }
}
