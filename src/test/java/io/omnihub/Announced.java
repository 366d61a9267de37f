package io.omnihub;

import io.omnihub.contract.EventContract;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The events that the hubs of these tests have made. */
final class Announced {
    private static long checked;

    private Announced() {}

    /** The types of those about one thing, in their order, as {@code order.completed}. */
    static List<String> types(String subject) {
        return column("type", subject).stream()
                .map(type -> type.replaceFirst("io.omnihub.(.*).v1", "$1"))
                .toList();
    }

    /** What those about one thing say. */
    static List<String> data(String subject) {
        return column("data", subject);
    }

    /** Holds those that were made since the last call against the contract. */
    static synchronized void checkNew() {
        try (var connection = Hub.connect();
                var events =
                        connection.prepareStatement("SELECT seq, type, data FROM event WHERE seq > ? ORDER BY seq")) {
            events.setLong(1, checked);
            try (var rows = events.executeQuery()) {
                while (rows.next()) {
                    checked = rows.getLong(1);
                    EventContract.check(rows.getString(2), rows.getString(3));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
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
