package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the hub shows of itself to those who run it. */
class MetricsIT {
    private static final String METRICS = "/actuator/prometheus";

    private final Shop shop = new Shop();
    private final Api api = Api.administrator();
    private final String leeds = shop.store("leeds", 53.8, -1.55);
    private final String lamp = shop.item("lamp");
    private final String web = shop.channel("web", leeds);

    @Test
    void decisions_areCountedByCommandAndResult() {
        shop.receive(lamp, leeds, 1);
        double placed = decisions("placed");
        double refused = decisions("insufficient-stock");
        double repeated = decisions("repeated");
        Json order = shop.order(web, line(lamp, 1));

        shop.place(order).is(201);
        shop.place(order).isReplay();
        shop.place(shop.order(web, line(lamp, 1))).is(409);

        assertThat(decisions("placed")).isEqualTo(placed + 1);
        assertThat(decisions("insufficient-stock")).isEqualTo(refused + 1);
        assertThat(decisions("repeated")).isEqualTo(repeated + 1);
    }

    @Test
    void theEnginesQueueAndBatches_areShown() {
        shop.receive(lamp, leeds, 1);

        assertThat(meter("omnihub_engine_queue_commands{priority=\"interactive\"}"))
                .isZero();
        assertThat(meter("omnihub_engine_batch_commands_count")).isPositive();
        assertThat(meter("omnihub_engine_locking_seconds_sum")).isPositive();
        assertThat(meter("omnihub_engine_committing_seconds_sum")).isPositive();
    }

    @Test
    void theLog_tellsEachDecisionWithTheOrdersId_andNothingPersonal() {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var hub = (Logger) LoggerFactory.getLogger("io.omnihub");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        hub.setLevel(Level.DEBUG);
        try {
            shop.receive(lamp, leeds, 1);
            Json order = shop.order(web, line(lamp, 1));

            String id = shop.place(order).is(201).text("/id");

            List<String> said = List.copyOf(lines.list).stream()
                    .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs())
                    .toList();
            assertThat(said)
                    .anySatisfy(line -> assertThat(line)
                            .contains(id)
                            .contains("command=\"place-order\"")
                            .contains("result=\"placed\""));
            for (String personal : List.of("/customer/name", "/customer/email", "/customer/phone")) {
                assertThat(said).noneMatch(line -> line.contains(order.text(personal)));
            }
        } finally {
            hub.setLevel(null);
            root.detachAppender(lines);
        }
    }

    @Test
    void dueWork_isCountedAsItsEffect() {
        double before = decisions("source-again", "done");

        // Another hub on this database may be the one that carries some of it out.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            rejectOne();
            return decisions("source-again", "done") > before;
        });
    }

    private void rejectOne() {
        shop.receive(lamp, leeds, 1);
        String part = shop.place(shop.order(web, line(lamp, 1))).is(201).text("/fulfillmentOrders/0/id");
        Work.ofAdministrator()
                .step(part, "reject", Json.of("{reason: 'too-busy'}"))
                .is(200);
    }

    private double decisions(String result) {
        return decisions("place-order", result);
    }

    private double decisions(String command, String result) {
        return meter("omnihub_engine_decisions_total{command=\"%s\",result=\"%s\"}".formatted(command, result));
    }

    /** What the meter shows now; 0 where nothing was counted yet. */
    private double meter(String name) {
        return Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(api.get(METRICS).is(200).body())
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }
}
