package io.omnihub;

import java.sql.SQLException;
import java.util.UUID;

/** Due work that has failed too often, of a kind that no hub carries out. */
final class ParkedWork {
    static final String KIND = "nobodys";

    private ParkedWork() {}

    /** Its id. */
    static String fresh() {
        String id = UUID.randomUUID().toString();
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, reason, created_at)
                VALUES ('%s', '%s', '%s', now(), 'parked', now(), 8, 8, 'a defect', now())
                """.formatted(id, KIND, id));
            return id;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
