package io.omnihub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.omnihub.contract.EventContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Somebody who reads server-sent events until he hangs up. */
final class EventReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final InputStream body;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    /** @param name empty for an event */
    record Told(long id, String name, String data) {
        Json event() {
            return Json.of(data);
        }

        static Told of(List<String> lines) {
            return new Told(
                    field(lines, "id").map(Long::parseLong).findFirst().orElse(-1L),
                    field(lines, "event").findFirst().orElse(""),
                    field(lines, "data").findFirst().orElse(""));
        }

        private static Stream<String> field(List<String> lines, String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2));
        }
    }

    private EventReader(URI hub, String key, String query, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(hub.resolve("/api/v1/events" + query))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    response.statusCode() + " " + new String(response.body().readAllBytes(), UTF_8));
        }
        body = response.body();
        Thread.ofVirtual().start(this::read);
    }

    static EventReader open(URI hub, String key, String query, String... headers) {
        try {
            return new EventReader(hub, key, query, headers);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** All that he was told so far, in that order. */
    List<Told> told() {
        return List.copyOf(told);
    }

    List<Told> awaitEvents(int count) {
        await().atMost(PATIENCE).until(() -> events().size() >= count);
        return events();
    }

    List<Told> awaitEnd() {
        await().atMost(PATIENCE).until(() -> ended);
        return told();
    }

    List<Told> events() {
        return told.stream().filter(one -> one.name().isEmpty()).toList();
    }

    boolean hasEnded() {
        return ended;
    }

    /** What he was told must be as the contract says. */
    @Override
    public void close() {
        client.shutdownNow();
        events().forEach(event -> EventContract.checkTold(event.data()));
    }

    private void read() {
        var lines = new ArrayList<String>();
        try (var reader = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    told.add(Told.of(lines));
                    lines.clear();
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException _) {
            // He hung up, or the hub did.
        } finally {
            ended = true;
        }
    }
}
