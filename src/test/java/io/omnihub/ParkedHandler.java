package io.omnihub;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;

/** A handler of the hub's own, parked for no reason: whoever tries it again makes it go on. */
final class ParkedHandler {
    static final String NAME = "attentions";

    private ParkedHandler() {}

    /** Its name. */
    static String fresh() {
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            await().until(() -> statement.executeUpdate("UPDATE event_handler SET state = 'parked', failures = 8,"
                            + " reason = 'a defect' WHERE handler = '" + NAME + "'")
                    == 1);
            return NAME;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Has it go on, where a test has left it parked. */
    static void free() {
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event_handler SET state = 'following', failures = 0, reason = NULL,"
                    + " next_at = now() WHERE handler = '" + NAME + "' AND state = 'parked'");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
