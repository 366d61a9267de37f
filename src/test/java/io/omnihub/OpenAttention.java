package io.omnihub;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;

/** Something at risk at a world's store, as a room would raise it. */
final class OpenAttention {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private OpenAttention() {}

    /** It stands in the list. */
    static void of(World world) {
        String subject = world.lamp() + "@" + world.store();
        Json data = Json.of("{key: 'stock:%s', kind: 'stock-deficit', sku: '%s', location: '%s', units: 1}"
                .formatted(subject, world.lamp(), world.store()));
        try (var connection = Hub.connect();
                var insert = connection.prepareStatement("INSERT INTO event (type, subject, time, data)"
                        + " VALUES ('io.omnihub.attention.raised.v1', ?, now(), ?::json)")) {
            insert.setString(1, subject);
            insert.setString(2, data.toString());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        ParkedHandler.free();
        await().atMost(LIMIT)
                .until(() -> !Api.administrator()
                        .all("/api/v1/attentions?state=open&location=" + world.store(), 1)
                        .isEmpty());
    }
}
