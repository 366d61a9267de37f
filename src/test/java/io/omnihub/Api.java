package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.contract.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The hub as one caller sees it. Every answer is held against the contract before a test looks at it. */
public final class Api {
    /** No request takes longer: what does is a hang. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** But for a file of everything that all tests have made. */
    private static final Duration FILE_TIMEOUT = Duration.ofMinutes(1);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI hub;
    private final Optional<String> key;

    private Api(URI hub, Optional<String> key) {
        this.hub = hub;
        this.key = key;
    }

    public static Api administrator() {
        return withKey(Hub.ADMINISTRATOR_KEY);
    }

    /** The same caller, of another replica. */
    Api onSecondHub() {
        return new Api(Hub.secondAddress(), key);
    }

    /** The same caller, of a replica on which callers may send little. */
    Api onLimitedHub() {
        return new Api(Hub.limitedAddress(), key);
    }

    public static Api withKey(String key) {
        return new Api(Hub.address(), Optional.of(key));
    }

    public static Api withoutKey() {
        return new Api(Hub.address(), Optional.empty());
    }

    /** A caller that belongs to this channel. */
    public static Api storefront(String channel) {
        return withKeyOf(
                Json.of("{name: 'Storefront of %s', role: 'storefront', channel: '%s'}".formatted(channel, channel)));
    }

    /** A caller that belongs to this location. */
    public static Api store(String location) {
        return withKeyOf(Json.of("{name: 'Store %s', role: 'store', location: '%s'}".formatted(location, location)));
    }

    /** Another system of the retailer. */
    public static Api service() {
        return withKeyOf(Json.of("{name: 'ERP', role: 'service'}"));
    }

    private static Api withKeyOf(Json asked) {
        return withKey(administrator()
                .post(
                        "/api/v1/keys",
                        asked,
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .is(201)
                .text("/secret"));
    }

    /** Follows the events, until it is closed. */
    EventReader events(String query, String... headers) {
        return EventReader.open(hub, key.orElseThrow(), query, headers);
    }

    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Reply put(String path, Json body, String... headers) {
        return send("PUT", path, BodyPublishers.ofString(body.toString()), json(headers));
    }

    public Reply post(String path, Json body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body.toString()), json(headers));
    }

    /** @param headers names and values in turn; a name may stand several times */
    public Reply send(String method, String path, BodyPublisher body, String... headers) {
        boolean isFile = path.startsWith("/api/v1/imports") || path.startsWith("/api/v1/exports");
        var request = HttpRequest.newBuilder(URI.create(hub + path))
                .timeout(isFile ? FILE_TIMEOUT : TIMEOUT)
                .method(method, body);
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            Contract.check(response);
            return new Reply(
                    response.statusCode(),
                    response.headers().map(),
                    new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + path, failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Every item of a list, gathered over its pages. */
    public List<Json> all(String path, int limit) {
        List<Json> items = new ArrayList<>();
        String page = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
        Optional<String> next = Optional.of(page);
        while (next.isPresent()) {
            Json body = get(next.get()).is(200).json();
            assertThat(body.items("/items").size()).isLessThanOrEqualTo(limit);
            items.addAll(body.items("/items"));
            next = body.find("/next").map(cursor -> page + "&after=" + encoded(cursor));
        }
        return items;
    }

    /** The ledger adds up: every counter is the sum of its entries, and every promise is there. */
    public void proveLedger() {
        assertThat(get("/api/v1/admin/ledger-proof").is(200).json().items("/differences"))
                .isEmpty();
    }

    /** A part of a path or query, percent-encoded. */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String[] json(String... headers) {
        return Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
    }
}
