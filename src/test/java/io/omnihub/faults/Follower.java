package io.omnihub.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Reads the stream from its beginning, hangs up after any number of characters, and goes on with whichever hub he finds.
 * He trusts nobody: an event that does not follow on the one before ends him.
 */
final class Follower {
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final int MAX_CHARACTERS = 200_000;

    private final Supplier<String> address;
    private final Random random;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    private final MessageDigest told;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile long count;
    private volatile String fault = "";
    private int cuts;

    private Follower(Supplier<String> address, long seed) {
        this.address = address;
        this.random = new Random(seed);
        this.told = sha256();
        this.thread = Thread.ofVirtual().start(this::follow);
    }

    static Follower start(Supplier<String> address, long seed) {
        return new Follower(address, seed);
    }

    /** How many events he was told. */
    long count() {
        return count;
    }

    /** What went against the rules; empty where nothing did. */
    String fault() {
        return fault;
    }

    int cuts() {
        return cuts;
    }

    /** The digest of all he was told, from the first position on. */
    String stop() throws InterruptedException {
        stopping = true;
        client.shutdownNow();
        thread.join();
        return HexFormat.of().formatHex(told.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void follow() {
        while (!stopping && fault.isEmpty()) {
            try {
                read(random.nextInt(MAX_CHARACTERS));
            } catch (IOException _) {
                LockSupport.parkNanos(AGAIN.toNanos());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** Until so many characters are read, or the hub is gone. */
    private void read(int characters) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address.get() + "/api/v1/events?after=" + count))
                .header("Authorization", "Bearer " + Hub.ADMINISTRATOR)
                .build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            if (response.statusCode() != 200) {
                throw new IOException("answered with " + response.statusCode());
            }
            int left = characters;
            List<String> frame = new ArrayList<>();
            while (left > 0 && !stopping) {
                String line = reader.readLine();
                if (line == null) {
                    return;
                }
                left -= line.length();
                if (line.isEmpty()) {
                    take(frame);
                    frame = new ArrayList<>();
                } else {
                    frame.add(line);
                }
            }
            cuts++;
        }
    }

    private void take(List<String> frame) {
        if (frame.size() == 3) {
            long through = Long.parseLong(frame.getFirst().substring("id: ".length()));
            if (through != count) {
                fault = "through %d after %d".formatted(through, count);
            }
            return;
        }
        long position = Long.parseLong(frame.getFirst().substring("id: ".length()));
        if (position != count + 1) {
            fault = "position %d after %d".formatted(position, count);
            return;
        }
        told.update(frame.getLast().getBytes(UTF_8));
        count = position;
    }
}
