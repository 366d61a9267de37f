package io.omnihub.faults;

import io.omnihub.JavaProcess;
import io.omnihub.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The packaged hub in a process of its own, and a caller of it. */
final class Hub implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    static final String ADMINISTRATOR = "an-administrator-for-the-tests-of-faults";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A request that has no answer by then hangs, which nothing may make it do: the hub gives a change a minute. */
    private static final Duration HANGS = Duration.ofSeconds(75);

    private final JavaProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String address = "";

    private Hub(JavaProcess process) {
        this.process = process;
    }

    /** Starts a hub on the database, as it can be reached at this URL; {@link #awaitReady} before it is used. */
    static Hub start(TestDatabase database, String r2dbcUrl, String... settings) throws IOException {
        Map<String, String> environment = new HashMap<>(Packaged.on(database, r2dbcUrl));
        environment.put("OMNIHUB_BOOTSTRAP_ADMIN_KEY", ADMINISTRATOR);
        return new Hub(Packaged.start("hub-%d.log".formatted(COUNT.incrementAndGet()), environment, List.of(settings)));
    }

    static Hub start(TestDatabase database) throws IOException {
        return start(database, database.r2dbcUrl());
    }

    Hub awaitReady() {
        address = Packaged.awaitListening(process).group(1);
        return this;
    }

    Reply get(String path) throws IOException {
        return send(request(path, ADMINISTRATOR));
    }

    Reply get(String path, String secret) throws IOException {
        return send(request(path, secret));
    }

    Reply put(String path, Object body) throws IOException {
        return send(request(path, ADMINISTRATOR).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Reply delete(String path) throws IOException {
        return send(request(path, ADMINISTRATOR).DELETE());
    }

    /** Sends under an idempotency key. */
    Reply post(String path, Object body, String key) throws IOException {
        return send(request(path, ADMINISTRATOR)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Sends a file of any length, which is made as it is sent. */
    Reply importFile(String kind, String type, boolean packed, Supplier<InputStream> file) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address + "/api/v1/imports?kind=" + kind))
                .timeout(HANGS)
                .header("Authorization", "Bearer " + ADMINISTRATOR)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofInputStream(file));
        return send(packed ? request.header("Content-Encoding", "gzip") : request);
    }

    long pid() {
        return process.pid();
    }

    String address() {
        return address;
    }

    String log() {
        return process.outputSoFar();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.close();
    }

    private HttpRequest.Builder request(String path, String secret) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(HANGS)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json");
    }

    private Reply send(HttpRequest.Builder builder) throws IOException {
        var request = builder.build();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            Optional<String> retryAfter = response.headers().firstValue("Retry-After");
            return new Reply(response.statusCode(), JSON.readTree(response.body()), retryAfter);
        } catch (HttpTimeoutException hangs) {
            throw new AssertionError("%s %s hangs".formatted(request.method(), request.uri()), hangs);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
