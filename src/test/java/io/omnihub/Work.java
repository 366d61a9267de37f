package io.omnihub;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What people do with fulfilment orders, one step at a time. */
record Work(Api api) {
    static final String PATH = "/api/v1/fulfillment-orders/";

    static Work ofAdministrator() {
        return new Work(Api.administrator());
    }

    Json part(String id) {
        return api.get(PATH + id).is(200).json();
    }

    Reply step(String id, String step, Json body) {
        return api.post(
                PATH + id + "/" + step,
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    Reply step(String id, String step) {
        return step(id, step, Json.of("{}"));
    }

    /** Does these steps with all there is, and shows the part then. */
    Json steps(String id, String... steps) {
        for (String step : steps) {
            step(id, step, Json.of(step.equals("ship") ? "{carrier: 'Royal Mail'}" : "{}"))
                    .is(200);
        }
        return part(id);
    }

    /** Makes it ready; the code that its customer shows. */
    String ready(String id) {
        steps(id, "acknowledge", "start-picking", "pick");
        return step(id, "ready").is(200).text("/collectionCode");
    }

    /** All parts of an order, the newest first, each by itself. */
    List<Json> parts(String orderId) {
        return api.get(Shop.ORDERS + "/" + orderId).is(200).json().items("/fulfillmentOrders").stream()
                .map(part -> part(part.text("/id")))
                .toList();
    }

    /** The last part of an order, once nobody can fulfil it. */
    Json awaitUnfillable(String orderId) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> parts(orderId).getLast().text("/state").equals("unfillable"));
        return parts(orderId).getLast();
    }

    /** Lets the time pass that this work waits for. */
    static void becomesDue(String kind, String partId) {
        change("UPDATE due_work SET next_at = now() WHERE state = 'waiting' AND kind = '%s' AND subject LIKE '%s%%'"
                .formatted(kind, partId));
    }

    /** The same for what waits the longest of it. */
    static void firstBecomesDue(String kind, String partId) {
        change("""
            UPDATE due_work SET next_at = now() WHERE id = (SELECT id FROM due_work
                WHERE state = 'waiting' AND kind = '%s' AND subject = '%s' ORDER BY created_at LIMIT 1)
            """.formatted(kind, partId));
    }

    /** Further work, as of a replica that was slow. */
    static void isDue(String kind, String partId) {
        change("INSERT INTO due_work SELECT gen_random_uuid(), '%s', '%s', now(), 'waiting', now(), 0, 0, NULL, now()"
                .formatted(kind, partId));
    }

    static void change(String sql) {
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) != 1) {
                throw new IllegalStateException("nothing was changed by " + sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
