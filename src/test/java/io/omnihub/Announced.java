package io.omnihub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The events about one thing, in their order. */
final class Announced {
    private Announced() {}

    /** Their types, as {@code order.completed}. */
    static List<String> types(String subject) {
        return column("type", subject).stream()
                .map(type -> type.replaceFirst("io.omnihub.(.*).v1", "$1"))
                .toList();
    }

    /** What they say. */
    static List<String> data(String subject) {
        return column("data", subject);
    }

    private static List<String> column(String column, String subject) {
        try (var connection = Hub.connect();
                var events = connection.prepareStatement(
                        "SELECT %s FROM event WHERE subject = ? ORDER BY seq".formatted(column))) {
            events.setString(1, subject);
            List<String> values = new ArrayList<>();
            try (var rows = events.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
