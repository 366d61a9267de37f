package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.util.Version;
import io.omnihub.TillProgram.Language;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringBootVersion;

/** The terminals that src/docs shows, as whoever reads there runs them. */
class TillProgramsIT implements LedgerProven {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Shop shop = new Shop();
    private final Api api = Api.administrator();
    private final String lamp = shop.item("lamp");
    private final String leeds = shop.store("leeds", 53.80, -1.55);
    private final String web = shop.channel("web", leeds);

    @TempDir
    private Path directory;

    private Optional<Cable> cable = Optional.empty();

    @AfterEach
    void unplug() throws IOException {
        if (cable.isPresent()) {
            cable.get().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSoldOffline_countsOnce_howeverOftenTheConnectionBreaks(Language language) throws Exception {
        shop.receive(lamp, leeds, 1_000);
        List<String> command = command(language);
        Cable plugged = plug(language);
        try (var till = TillProgram.start(language, command, directory, plugged, code())) {
            till.answersInTheEnd("stock " + lamp, lamp + ": 1000 on hand, 0 of them .*");
            plugged.pullOut();
            till.says("offline: .*");
            for (int i = 1; i <= 200; i++) {
                till.type("sell " + lamp + " 1");
            }
            till.says("sold, entry 200");
            till.answers("stock " + lamp, lamp + ": 1000 on hand, 200 of them sold here .*");
            assertThat(onHand()).isEqualTo(1_000);

            plugged.breakAfter(5_000);
            await().atMost(PATIENCE).until(() -> plugged.cuts() > 0);
            plugged.mend();
            till.says("told .* entries, 0 left");
            assertThat(onHand()).isEqualTo(800);

            plugged.loseAnswers();
            till.answers("sell " + lamp + " 7", "sold, entry 201");
            await().atMost(PATIENCE).until(() -> onHand() == 793);
        }
        plugged.pullOut();
        Files.writeString(directory.resolve("journal.ndjson"), "{\"sequence\":202,\"ki", StandardOpenOption.APPEND);
        plugged.mend();
        try (var till = TillProgram.start(language, command, directory, plugged)) {
            till.says("told 1 entries, 0 left");
            till.says("pos.stock: going on after .*");
            till.answers("sell " + lamp + " 3", "sold, entry 202");
            till.answersInTheEnd("stock " + lamp, lamp + ": 790 on hand, 0 of them .*");
        }
        Json journal =
                api.get("/api/v1/terminals/" + terminal() + "/journal").is(200).json();
        assertThat(journal.number("/contiguous")).isEqualTo(202);
        assertThat(journal.number("/applied")).isEqualTo(202);
    }

    @ParameterizedTest
    @EnumSource
    void tasksAreDone_refusalsAreSaid_andAnEndedKeyIsTheEnd(Language language) throws Exception {
        shop.receive(lamp, leeds, 10);
        List<String> command = command(language);
        Cable plugged = plug(language);
        try (var till = TillProgram.start(language, command, directory, plugged, code())) {
            String shipped = part(shop.order(web, Shop.line(lamp, 2)));
            till.answersInTheEnd("tasks", "to do: fulfillment-order " + shipped + ", allocated");
            till.answers("do " + shipped, "ship: shipped");
            assertThat(state(shipped)).isEqualTo("shipped");
            till.answersInTheEnd("stock " + lamp, lamp + ": 8 on hand, .*");

            String collected = part(shop.order(web, Shop.line(lamp, 1))
                    .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(leeds)));
            till.answersInTheEnd("tasks", "to do: fulfillment-order " + collected + ", allocated");
            String code = till.answers("do " + collected, "its customer collects it with (.*)")
                    .group(1);
            till.says("ready: ready-for-pickup");
            till.answers("collect " + collected + " 00000000", "refused: wrong-code\\. .*");
            till.answers("collect " + collected + " " + code, "collect: collected");
            assertThat(state(collected)).isEqualTo("collected");

            till.answers("sell nothing 1", "sold, entry 1");
            till.says("entry 1 is rejected: unknown-item");
            plugged.pullOut();
            till.says("offline: .*");
            till.answers("sell " + lamp + " 1", "sold, entry 2");
            till.answers("do " + shipped, "failed: .*");
            api.send("DELETE", "/api/v1/terminals/" + terminal(), BodyPublishers.noBody())
                    .is(204);
            plugged.mend();
            till.says("The hub does not know this till's key any more\\. 1 entries are not told; .*");
            assertThat(till.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void theTerminalInJava_hasTheVersionsOfTheHub() throws IOException {
        String netty =
                Objects.requireNonNull(Version.identify().get("netty-common")).artifactVersion();
        assertThat(Files.readString(Path.of("src/docs/terminal/java/pom.xml")))
                .contains(
                        "<version>" + SpringBootVersion.getVersion() + "</version>",
                        "<version>" + netty + "</version>");
    }

    private static List<String> command(Language language) throws IOException, InterruptedException {
        Optional<List<String>> command = language.command();
        assumeTrue(command.isPresent(), "There is no Node here.");
        return command.orElseThrow();
    }

    private Cable plug(Language language) throws IOException {
        var plugged = new Cable(language.port());
        cable = Optional.of(plugged);
        return plugged;
    }

    private String code() {
        return api.post(
                        "/api/v1/terminals/codes",
                        Json.of("{name: 'Till 1', location: '%s'}".formatted(leeds)),
                        "Idempotency-Key",
                        shop.fresh("code"))
                .is(201)
                .text("/code");
    }

    private String terminal() {
        return api.get("/api/v1/terminals?location=" + leeds).is(200).text("/items/0/id");
    }

    private long onHand() {
        return api.get("/api/v1/stock?sku=" + lamp).is(200).json().number("/items/0/onHand");
    }

    private String part(Json order) {
        return shop.place(order).is(201).text("/fulfillmentOrders/0/id");
    }

    private String state(String part) {
        return api.get("/api/v1/fulfillment-orders/" + part).is(200).text("/state");
    }
}
