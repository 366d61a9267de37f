package io.omnihub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Readers of {@code GET /api/v1/events}, a virtual thread each, until they are closed. */
final class SseReader implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final String DATA = "data: {\"specversion\"";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Hub hub;

    SseReader(Hub hub) {
        this.hub = hub;
    }

    /** Follows what fits the query, from now on; it returns when the hub has begun to answer. */
    void follow(String query, Consumer<String> event) throws IOException, InterruptedException {
        var ready = new CountDownLatch(1);
        follow(query, event, ready);
        await(ready);
    }

    void follow(String query, Consumer<String> event, CountDownLatch ready) {
        Thread.ofVirtual().start(() -> read(query, event, ready));
    }

    static void await(CountDownLatch ready) throws IOException, InterruptedException {
        if (!ready.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the readers do not get through");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private void read(String query, Consumer<String> event, CountDownLatch ready) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/events%s".formatted(hub.port(), query)))
                .header("Authorization", "Bearer " + Hub.KEY)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != HttpLoad.OK) {
                return;
            }
            ready.countDown();
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(DATA)) {
                        event.accept(line);
                    }
                }
            }
        } catch (IOException _) {
            // The measurement is over.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
