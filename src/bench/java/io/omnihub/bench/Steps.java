package io.omnihub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What locations do with parts that wait for them, as HTTP requests: acknowledge, start, pick. A part's next step follows
 * so many requests later that the one before was answered, without one connection waiting for another.
 */
final class Steps implements HttpLoad.Requests {
    /** More than the connections of any load. */
    private static final int APART = 1_000;

    private static final List<String> STEPS = List.of("acknowledge", "start-picking", "pick");

    private final Iterator<byte[]> requests;

    Steps(List<UUID> parts, String key) {
        this.requests = IntStream.range(0, parts.size() + APART * (STEPS.size() - 1))
                .boxed()
                .flatMap(turn -> IntStream.range(0, STEPS.size())
                        .filter(step -> isPart(turn - step * APART, parts))
                        .mapToObj(step -> request(parts.get(turn - step * APART), STEPS.get(step), key)))
                .iterator();
    }

    /** How many steps there are in so many parts. */
    static int in(int parts) {
        return parts * STEPS.size();
    }

    @Override
    public Optional<HttpLoad.FollowUp> next(ByteBuffer out) {
        if (!requests.hasNext()) {
            throw new NoSuchElementException("all parts are picked: place more orders before");
        }
        out.put(requests.next());
        return Optional.empty();
    }

    private static boolean isPart(int index, List<UUID> parts) {
        return index >= 0 && index < parts.size();
    }

    private static byte[] request(UUID part, String step, String key) {
        return """
            POST /api/v1/fulfillment-orders/%s/%s HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            Idempotency-Key: %s-%s\r
            Content-Length: 2\r
            \r
            {}\
            """.formatted(part, step, key, step, part).getBytes(StandardCharsets.US_ASCII);
    }
}
