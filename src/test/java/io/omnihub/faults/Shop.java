package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A catalogue of some SKUs in two places, and the bodies of orders from it. */
record Shop(int skus) {
    /** Units of a SKU that no test sells out. */
    static final int PLENTY = 1_000_000;

    static final String CHANNEL = "web";
    static final List<String> LOCATIONS = List.of("W001", "S001");

    /** Puts everything in place, with this many units of each SKU at each location. */
    void open(Hub hub, int unitsEach) throws IOException {
        for (String location : LOCATIONS) {
            assertThat(hub.put("/api/v1/locations/" + location, location(location))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(hub.put("/api/v1/channels/" + CHANNEL, channel("active", LOCATIONS))
                        .status())
                .isEqualTo(201);
        for (int i = 0; i < skus; i++) {
            assertThat(hub.put("/api/v1/items/" + sku(i), item("Item " + i)).status())
                    .isEqualTo(201);
        }
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < skus; i++) {
            for (String location : LOCATIONS) {
                entries.add(Map.of("sku", sku(i), "location", location, "quantity", unitsEach));
            }
        }
        var receipt = Map.of("reference", "OPENING", "reason", "receipt", "entries", entries);
        assertThat(hub.post("/api/v1/stock/adjustments", receipt, "opening").status())
                .isEqualTo(201);
    }

    static String sku(int number) {
        return "F%03d".formatted(number);
    }

    static Object item(String name) {
        return Map.of("name", name, "state", "active", "unitPrice", price());
    }

    static Object location(String name) {
        return Map.of(
                "name",
                name,
                "kind",
                "warehouse",
                "position",
                Map.of("latitude", 53.8, "longitude", -1.55),
                "timeZone",
                "Europe/London",
                "openingHours",
                List.of(),
                "capabilities",
                List.of("ship"));
    }

    static Object channel(String state, List<String> pool) {
        return Map.of("name", "Web shop", "state", state, "pool", pool, "threshold", 0);
    }

    /** The body of an order of these lines. */
    static Map<String, Object> order(String externalId, List<Line> lines) {
        return Map.of(
                "channel",
                CHANNEL,
                "externalId",
                externalId,
                "currency",
                "GBP",
                "lines",
                lines.stream().map(Line::body).toList(),
                "delivery",
                Map.of("method", "ship", "address", Map.of("line1", "1 High Street", "city", "York", "country", "GB")));
    }

    private static Map<String, Object> price() {
        return Map.of("amount", 255, "currency", "GBP");
    }

    /** So many units of a SKU. */
    record Line(String sku, long quantity) {
        private Object body() {
            return Map.of("sku", sku, "quantity", quantity, "unitPrice", price());
        }
    }
}
