package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The data set Online Retail is taken as it is, and what is dirty in it is named. */
class InvoicesIT implements LedgerProven {
    private static final List<String> DAYS =
            List.of("2010-12-01", "2010-12-02", "2010-12-03", "2010-12-05", "2010-12-06", "2010-12-07", "2010-12-08");

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();

    @Test
    void sevenRealDays_comeIn_withTheirCancellations_andTheirDirtNamed() {
        String web = shop.channel("web", shop.store("leeds", 53.8, -1.55));
        String orders = "orders&dialect=online-retail&channel=" + web;

        // The contract's example is one of these items, and another test may have sent it.
        long known = api.get("/api/v1/items/85123A").status() == 200 ? 1 : 0;
        assertThat(taken("items&dialect=online-retail")).containsEntry("accepted", 2_375L - known);
        Map<String, Long> first = taken(orders);
        assertThat(first)
                .isEqualTo(new TreeMap<>(Map.of(
                        "accepted", 724L + 47L,
                        "unchanged", 0L,
                        "rejected", 82L + 88L + 47L + 193L,
                        "not-goods", 82L,
                        "no-price", 88L,
                        "write-off", 47L,
                        "cancellation-without-order", 193L)));

        Json order = api.get(Shop.ORDERS + "?channel=" + web + "&externalId=536365")
                .is(200)
                .json()
                .at("/items/0");
        assertThat(order.text("/placedAt")).isEqualTo("2010-12-01T08:26:00Z");
        assertThat(order.text("/delivery/address/country")).isEqualTo("GB");
        assertThat(order.at("/lines/0"))
                .isEqualTo(Json.of("{lineNumber: 1, sku: '85123A', ordered: 6, current: 6, fulfilled: 6,"
                        + " unitPrice: {amount: 255, currency: 'GBP'}}"));
        for (String code : List.of("15056BL", "15056bl")) {
            assertThat(api.get("/api/v1/items/" + code).is(200).text("/sku")).isEqualTo(code);
        }
    }

    @Test
    void theSameInvoicesInAnotherFile_areKnown() {
        String web = shop.channel("web", shop.store("leeds", 53.8, -1.55));
        String orders = "orders&dialect=online-retail&channel=" + web;
        send("items&dialect=online-retail", DAYS.getFirst());

        var first = send(orders, DAYS.getFirst()).is(201);
        send(orders, DAYS.getFirst()).isReplay();
        var anew = send(orders, DAYS.getFirst(), "Idempotency-Key", shop.fresh("key"))
                .is(201);

        assertThat(anew.number("/unchanged")).isEqualTo(first.number("/accepted"));
        assertThat(anew.number("/accepted")).isZero();
        assertThat(anew.number("/rejected")).isEqualTo(first.number("/rejected"));
    }

    @Test
    void theDialect_isRefusedWhereItDoesNotFit() {
        for (String query : List.of("stock&dialect=online-retail", "items&dialect=other")) {
            send(query, DAYS.getFirst()).refuses(400, "invalid-parameter", "dialect");
        }
        for (String query : List.of(
                "orders&dialect=online-retail", "orders&channel=web", "orders&dialect=online-retail&channel=a%20b")) {
            send(query, DAYS.getFirst()).refuses(400, "invalid-parameter", "channel");
        }
    }

    /** Counts by outcome and, of what was rejected, by code, over all days. */
    private Map<String, Long> taken(String query) {
        Map<String, Long> counts = new TreeMap<>();
        for (String day : DAYS) {
            var done = send(query, day).is(201);
            for (String outcome : List.of("accepted", "unchanged", "rejected")) {
                counts.merge(outcome, done.number("/" + outcome), Long::sum);
            }
            api.all(done.header("Location") + "/rejections", 200)
                    .forEach(row -> counts.merge(row.text("/code"), 1L, Long::sum));
        }
        return counts;
    }

    private Reply send(String query, String day, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "text/csv", "Content-Encoding", "gzip"));
        all.addAll(List.of(headers));
        return api.send(
                "POST",
                "/api/v1/imports?kind=" + query,
                BodyPublishers.ofByteArray(file(day)),
                all.toArray(String[]::new));
    }

    private static byte[] file(String day) {
        try (InputStream file = InvoicesIT.class.getResourceAsStream("/sample/" + day + ".csv.gz")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
