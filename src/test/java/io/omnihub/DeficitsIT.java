package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.engine.Actor;
import io.omnihub.inventory.Deficit;
import io.omnihub.journal.Journal;
import io.omnihub.journal.JournalEntry;
import io.omnihub.journal.JournalEntry.Correction;
import io.omnihub.journal.JournalEntry.Price;
import io.omnihub.journal.JournalEntry.Sale;
import io.omnihub.journal.JournalEntry.Told;
import io.omnihub.journal.JournalKind;
import io.omnihub.journal.Terminal;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store sells over the counter what was promised to an order. */
class DeficitsIT implements LedgerProven {
    private final Journal journal = Hub.context().getBean(Journal.class);
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String york = "";
    private String lamp = "";
    private String web = "";
    private Terminal till = new Terminal(new UUID(0, 1), new LocationCode("none"));

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.96, -1.09);
        york = shop.store("york", 51.4, -2.4);
        lamp = shop.item("lamp");
        web = shop.channel("web", leeds, york);
        till = new Terminal(UUID.randomUUID(), new LocationCode(leeds));
    }

    @Test
    void whatTheJournalItselfSettles_isLeftAlone() throws SQLException {
        shop.receive(lamp, leeds, 2);
        String order = order(2);
        record(sale(1, 1));
        assertThat(deficits()).isEqualTo(1);
        record(new Correction(told(2), JournalKind.RECEIPT, 1));

        Work.becomesDue(Deficit.SETTLE, subject());

        awaitNoDeficit();
        assertThat(work.parts(order)).hasSize(1);
        assertThat(work.parts(order).getFirst().text("/state")).isEqualTo("allocated");
        assertThat(due(Deficit.REROUTE)).isZero();
    }

    @Test
    void whatIsLeft_isFulfilledFromElsewhere_andNoMore() throws SQLException {
        shop.receive(lamp, leeds, 3);
        shop.receive(lamp, york, 5);
        String order = order(3);
        record(sale(1, 1));

        Work.becomesDue(Deficit.SETTLE, subject());

        awaitNoDeficit();
        await().until(() -> work.parts(order).size() == 2
                && work.parts(order).getLast().text("/state").equals("allocated"));
        assertThat(units(order)).containsExactly(leeds + " 2 allocated", york + " 1 allocated");
        assertThat(shop.level(lamp, leeds).availableToFulfil()).isZero();
    }

    @Test
    void aPartOfWhichNothingIsLeft_isRejected_andTheLatestPromiseGoesFirst() throws SQLException {
        shop.receive(lamp, leeds, 2);
        String first = order(1);
        String second = order(1);
        shop.receive(lamp, york, 5);
        record(sale(1, 1));

        Work.becomesDue(Deficit.SETTLE, subject());

        awaitNoDeficit();
        await().until(() -> work.parts(second).size() == 2
                && work.parts(second).getLast().text("/state").equals("allocated"));
        assertThat(units(second)).containsExactly(leeds + " 0 rejected", york + " 1 allocated");
        assertThat(work.parts(second).getFirst().text("/reason")).isEqualTo("oversold");
        assertThat(units(first)).containsExactly(leeds + " 1 allocated");
    }

    @Test
    void whileSomethingOfTheJournalIsMissing_itIsWaitedFor() throws SQLException {
        shop.receive(lamp, leeds, 1);
        shop.receive(lamp, york, 5);
        String order = order(1);
        record(sale(3, 1));

        Work.becomesDue(Deficit.SETTLE, subject());
        await().until(() -> due(Deficit.SETTLE) == 1 && settled() == 1);
        assertThat(work.parts(order)).hasSize(1);
        assertThat(deficits()).isEqualTo(1);

        record(sale(1, 1), sale(2, 1));
        Work.becomesDue(Deficit.SETTLE, subject());
        awaitNoDeficit();
        await().until(() -> work.parts(order).size() == 2);
    }

    @Test
    void whatIsPicked_isRaised_andClearedWhenItIsOver() throws SQLException {
        shop.receive(lamp, leeds, 1);
        shop.receive(lamp, york, 5);
        String order = order(1);
        String part = work.parts(order).getFirst().text("/id");
        work.steps(part, "acknowledge", "start-picking", "pick");
        record(sale(1, 1));

        Work.becomesDue(Deficit.SETTLE, subject());
        await().until(() -> events("io.omnihub.attention.raised.v1") == 1);
        assertThat(work.parts(order)).hasSize(1);

        record(new Correction(told(2), JournalKind.FOUND, 1));
        Work.becomesDue(Deficit.SETTLE, subject());
        await().until(() -> events("io.omnihub.attention.cleared.v1") == 1);
        assertThat(deficits()).isZero();
    }

    @Test
    void whatAnAdjustmentOrACountTakesAway_isFulfilledFromElsewhere() throws SQLException {
        shop.receive(lamp, leeds, 3);
        String first = order(1);
        String second = order(1);
        shop.receive(lamp, york, 5);

        shop.adjust("damaged", Shop.entry(lamp, leeds, 2)).is(201);
        assertThat(deficits()).isEqualTo(1);
        Work.becomesDue(Deficit.SETTLE, subject());
        awaitNoDeficit();
        await().until(() -> work.parts(second).size() == 2
                && work.parts(second).getLast().text("/state").equals("allocated"));
        assertThat(units(second)).containsExactly(leeds + " 0 rejected", york + " 1 allocated");

        Api.administrator()
                .post(Shop.COUNTS, shop.count(Shop.counted(lamp, leeds, 2)))
                .is(201);
        assertThat(deficits()).isEqualTo(1);
        Work.becomesDue(Deficit.SETTLE, subject());
        awaitNoDeficit();
        await().until(() -> work.parts(first).size() == 2
                && work.parts(first).getLast().text("/state").equals("allocated"));
        assertThat(units(first)).containsExactly(leeds + " 0 rejected", york + " 1 allocated");
    }

    private String order(long units) {
        return shop.place(shop.order(web, line(lamp, units))).is(201).json().text("/id");
    }

    private Sale sale(long sequence, long units) {
        return new Sale(told(sequence), units, Price.UNKNOWN);
    }

    private Told told(long sequence) {
        Instant at = Instant.now().minus(Duration.ofMinutes(5)).plusSeconds(sequence);
        return new Told(sequence, new Sku(lamp), at, Optional.empty(), Optional.empty());
    }

    private void record(JournalEntry... entries) {
        var actor = new Actor(till.id(), "store", "till", "pos.journal", "", true);
        journal.record(actor, till, List.of(entries)).toFuture().join();
    }

    private List<String> units(String order) {
        return work.parts(order).stream()
                .map(part ->
                        part.text("/location") + " " + part.number("/lines/0/quantity") + " " + part.text("/state"))
                .toList();
    }

    private String subject() {
        return leeds + "/" + lamp;
    }

    private void awaitNoDeficit() {
        await().atMost(Duration.ofSeconds(30)).until(() -> deficits() == 0);
    }

    private long deficits() throws SQLException {
        return count("SELECT count(*) FROM stock_deficit WHERE location = ?", leeds);
    }

    private long due(String kind) throws SQLException {
        return count(
                "SELECT count(*) FROM due_work WHERE state = 'waiting' AND kind || ' ' || subject = ?",
                kind + " " + subject());
    }

    private long settled() throws SQLException {
        return count(
                "SELECT count(*) FROM due_work WHERE state = 'done' AND kind || ' ' || subject = ?",
                Deficit.SETTLE + " " + subject());
    }

    private long events(String type) throws SQLException {
        return count("SELECT count(*) FROM event WHERE type || ' ' || subject = ?", type + " " + lamp + "@" + leeds);
    }

    private static long count(String sql, String argument) throws SQLException {
        try (var connection = Hub.connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            var found = statement.executeQuery();
            found.next();
            return found.getLong(1);
        }
    }
}
