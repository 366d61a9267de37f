package io.omnihub.sample;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few routes that the sample uses, in memory and on a free port, with stock that runs out and keys that are known. */
final class StubHub implements AutoCloseable {
    static final String KEY = "an-administrator-key-of-the-stub-hub";

    private static final JsonMapper JSON = JsonMapper.shared();

    final Map<String, JsonNode> items = new ConcurrentHashMap<>();
    final Map<String, JsonNode> locations = new ConcurrentHashMap<>();
    final Map<String, JsonNode> channels = new ConcurrentHashMap<>();
    final Map<String, JsonNode> policies = new ConcurrentHashMap<>();
    final Map<String, Long> stock = new ConcurrentHashMap<>();
    final Map<String, JsonNode> adjustments = new ConcurrentHashMap<>();
    final Map<String, JsonNode> orders = new ConcurrentHashMap<>();
    final Map<String, JsonNode> cancellations = new ConcurrentHashMap<>();
    final AtomicInteger changes = new AtomicInteger();

    /** What the next POSTs get instead of an answer of the routes. */
    final Queue<Answer> disturbances = new ConcurrentLinkedQueue<>();

    private final DisposableServer server =
            HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();

    record Answer(int status, String body, String header, String value) {
        static Answer of(int status, String body) {
            return new Answer(status, body, "X-Stub", "true");
        }

        static Answer replay(String body) {
            return new Answer(200, body, "Idempotency-Replayed", "true");
        }

        static Answer problem(int status, String code) {
            return of(status, "{\"status\":%d,\"code\":\"%s\"}".formatted(status, code));
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            Answer answer = answer(request, body);
            return response.status(answer.status())
                    .header("Content-Type", "application/json")
                    .header(answer.header(), answer.value())
                    .sendString(Mono.just(answer.body()))
                    .then();
        });
    }

    private synchronized Answer answer(HttpServerRequest request, String body) {
        if (request.method().equals(HttpMethod.POST) && !disturbances.isEmpty()) {
            return disturbances.remove();
        }
        if (!("Bearer " + KEY).equals(request.requestHeaders().get("Authorization"))) {
            return Answer.problem(401, "unauthenticated");
        }
        String[] path = request.uri().split("[/?]", -1);
        String route = request.method() + " " + path[3];
        JsonNode json = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        return switch (route) {
            case "PUT items" -> put(items, path[4], json);
            case "PUT locations" -> put(locations, path[4], json);
            case "PUT channels" -> put(path.length > 5 ? policies : channels, path[4], json);
            case "GET channels" ->
                channels.containsKey(path[4]) ? Answer.of(200, "{}") : Answer.problem(404, "not-found");
            case "POST stock" -> once(adjustments, json.path("reference").asString(), json, this::adjust);
            case "GET orders" -> find(path[4]);
            case "POST orders" ->
                path.length > 4
                        ? once(cancellations, request.requestHeaders().get("Idempotency-Key"), json, (_, _) -> true)
                        : once(orders, "order-" + json.path("externalId").asString(), json, this::place);
            default -> Answer.problem(404, "not-found");
        };
    }

    private Answer put(Map<String, JsonNode> table, String key, JsonNode json) {
        if (!json.equals(table.put(key, json))) {
            changes.incrementAndGet();
        }
        return Answer.of(200, json.toString());
    }

    /** Refuses a key with other content, repeats one with the same, and keeps what the action accepts. */
    private Answer once(
            Map<String, JsonNode> table, String key, JsonNode json, BiFunction<String, JsonNode, Boolean> action) {
        if (table.containsKey(key)) {
            return json.equals(table.get(key))
                    ? Answer.replay(answerTo(key))
                    : Answer.problem(422, "idempotency-key-reused");
        }
        if (!action.apply(key, json)) {
            return Answer.problem(409, json.has("reference") ? "negative-stock" : "insufficient-stock");
        }
        table.put(key, json);
        changes.incrementAndGet();
        return Answer.of(201, answerTo(key));
    }

    private static String answerTo(String key) {
        return """
            {"id":"%s","number":"N","fulfillmentOrders":[{"id":"part-of-%s","location":"W001"}]}\
            """.formatted(key, key);
    }

    private Answer find(String query) {
        String invoice = query.substring(query.indexOf("externalId=") + "externalId=".length());
        JsonNode order = orders.get("order-" + invoice);
        boolean found = order != null
                && query.contains("channel=" + order.path("channel").asString() + "&");
        return Answer.of(200, "{\"items\":[%s],\"next\":null}".formatted(found ? answerTo("order-" + invoice) : ""));
    }

    private boolean adjust(String reference, JsonNode json) {
        int sign = json.path("reason").asString().equals("receipt") ? 1 : -1;
        for (JsonNode entry : json.path("entries")) {
            String cell =
                    entry.path("sku").asString() + "@" + entry.path("location").asString();
            if (stock.getOrDefault(cell, 0L) + sign * entry.path("quantity").asLong() < 0) {
                return false;
            }
        }
        json.path("entries")
                .forEach(entry -> stock.merge(
                        entry.path("sku").asString() + "@"
                                + entry.path("location").asString(),
                        sign * entry.path("quantity").asLong(),
                        Long::sum));
        return true;
    }

    private boolean place(String key, JsonNode order) {
        var wanted = new LinkedHashMap<String, Long>();
        order.path("lines")
                .forEach(line -> wanted.merge(
                        line.path("sku").asString(), line.path("quantity").asLong(), Long::sum));
        JsonNode pool = channels.getOrDefault(order.path("channel").asString(), JSON.createObjectNode())
                .path("pool");
        boolean enough = wanted.entrySet().stream().allMatch(line -> available(pool, line.getKey()) >= line.getValue());
        if (enough) {
            wanted.forEach((sku, units) -> take(pool, sku, units));
        }
        return enough;
    }

    private long available(JsonNode pool, String sku) {
        long sum = 0;
        for (JsonNode location : pool) {
            sum += stock.getOrDefault(sku + "@" + location.asString(), 0L);
        }
        return sum;
    }

    private void take(JsonNode pool, String sku, long units) {
        long left = units;
        for (JsonNode location : pool) {
            String cell = sku + "@" + location.asString();
            long taken = Math.min(left, stock.getOrDefault(cell, 0L));
            stock.merge(cell, -taken, Long::sum);
            left -= taken;
        }
    }
}
