package io.omnihub;

import static io.omnihub.Shop.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.Shop.Level;
import io.omnihub.engine.Actor;
import io.omnihub.journal.Acknowledgement;
import io.omnihub.journal.Fingerprints;
import io.omnihub.journal.Journal;
import io.omnihub.journal.JournalEntry;
import io.omnihub.journal.JournalEntry.Correction;
import io.omnihub.journal.JournalEntry.Count;
import io.omnihub.journal.JournalEntry.Price;
import io.omnihub.journal.JournalEntry.Return;
import io.omnihub.journal.JournalEntry.Sale;
import io.omnihub.journal.JournalEntry.Told;
import io.omnihub.journal.JournalEntry.Voided;
import io.omnihub.journal.JournalKind;
import io.omnihub.journal.Rejection;
import io.omnihub.journal.Terminal;
import io.omnihub.journal.Tills;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What terminals tell, on the database, through two replicas. */
class JournalIT implements LedgerProven {
    private static final boolean LONG = Boolean.getBoolean("omnihub.faults");

    private final Journal journal = Hub.context().getBean(Journal.class);
    private final Journal otherReplicas = Hub.secondContext().getBean(Journal.class);
    private final Shop shop = new Shop();
    private final Instant morning = Instant.now().minus(Duration.ofHours(9));
    private String leeds = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.8, -1.55);
        lamp = shop.item("lamp");
    }

    @Test
    void aSale_takesTheUnits_alsoBelowZero() {
        Terminal till = till();
        shop.receive(lamp, leeds, 2);

        assertThat(record(till, sale(1, 3))).containsExactly("1 applied");

        assertThat(onHand()).isEqualTo(-1);
    }

    @Test
    void everyKind_doesWhatItSays() {
        Terminal till = till();
        record(
                till,
                correction(1, JournalKind.RECEIPT, 20),
                sale(2, 5),
                new Voided(told(3, lamp), 2, 2),
                new Return(told(4, lamp), 1, true, Price.UNKNOWN),
                new Return(told(5, lamp), 1, false, Price.UNKNOWN),
                correction(6, JournalKind.FOUND, 3),
                correction(7, JournalKind.WRITE_OFF, 1),
                correction(8, JournalKind.DAMAGE, 4));

        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(21, 5, 0, 0, 16));
    }

    @Test
    void whatComesAgain_isAnsweredAsThen_andChangesNothing() {
        Terminal till = till();
        record(till, sale(1, 3), sale(2, 1));

        assertThat(record(till, sale(2, 1), sale(1, 3), sale(3, 1), sale(3, 1)))
                .containsExactly("2 applied again", "1 applied again", "3 applied", "3 applied");

        assertThat(onHand()).isEqualTo(-5);
    }

    @Test
    void aSequenceWithOtherContent_isRejected_theFirstStays_andSomebodyIsTold() throws SQLException {
        Terminal till = till();
        record(till, sale(1, 3));

        assertThat(record(till, sale(1, 4), sale(2, 1))).containsExactly("1 sequence-reused", "2 applied");
        assertThat(record(till, sale(1, 4))).containsExactly("1 sequence-reused again");
        assertThat(record(till, sale(1, 3))).containsExactly("1 applied again");

        assertThat(onHand()).isEqualTo(-4);
        assertThat(rejected(till)).containsExactly("1 sequence-reused 4");
        assertThat(events("io.omnihub.attention.raised.v1", till)).isEqualTo(1);
    }

    @Test
    void whatCannotBeTaken_isKeptForReview_forEver_andHoldsUpNothing() throws SQLException {
        Terminal till = till();
        String unborn = shop.own("unborn");
        List<JournalEntry> page = List.of(
                sale(1, 1),
                new Sale(told(2, unborn), 1, Price.UNKNOWN),
                new Sale(
                        new Told(
                                3,
                                new Sku(lamp),
                                morning,
                                Optional.of(new LocationCode("elsewhere")),
                                Optional.empty()),
                        1,
                        Price.UNKNOWN),
                new Sale(told(4, lamp, Instant.now().plus(Duration.ofDays(2))), 1, Price.UNKNOWN),
                new Sale(told(5, lamp, Instant.now().minus(Duration.ofDays(101))), 1, Price.UNKNOWN),
                new JournalEntry.Unreadable(
                        6, Fingerprints.of("{quantity: -1}"), Rejection.at("quantity-out-of-range", "/quantity")),
                new Count(told(7, lamp), 5, Optional.of(77L)),
                sale(8, 1));

        List<String> first = record(till, page);

        assertThat(first)
                .containsExactly(
                        "1 applied",
                        "2 unknown-item",
                        "3 wrong-location",
                        "4 time-out-of-range",
                        "5 time-out-of-range",
                        "6 quantity-out-of-range",
                        "7 stale-count",
                        "8 applied");
        shop.item("unborn");
        assertThat(record(till, page))
                .isEqualTo(first.stream().map(one -> one + " again").toList());
        assertThat(onHand()).isEqualTo(-2);
        assertThat(rejected(till)).hasSize(6);
        assertThat(events("io.omnihub.journal.entries-rejected.v1", till)).isEqualTo(1);
    }

    @Test
    void aCount_fixesWhatLiesThere_atItsPlaceInTheJournal_inWhateverOrderItComes() {
        var entries = new ArrayList<JournalEntry>(List.of(
                sale(1, 3), sale(2, 1), new Count(told(3, lamp), 10, Optional.empty()), sale(4, 2), sale(5, 1)));
        for (int seed = 0; seed < 8; seed++) {
            Terminal till = till();
            lamp = shop.item("lamp" + seed);
            var came = new ArrayList<JournalEntry>();
            entries.forEach(entry -> came.add(of(entry, lamp)));
            Collections.shuffle(came, new Random(seed));
            came.forEach(entry -> record(till, entry));
            assertThat(onHand()).as("seed %d", seed).isEqualTo(7);
        }
    }

    @Test
    void whatAnotherTerminalTellsOfTheTimeBefore_hasNoEffect() {
        Terminal till = till();
        Terminal other = till();
        shop.receive(lamp, leeds, 1);
        record(till, new Count(told(1, lamp, morning.plusSeconds(60)), 10, Optional.empty()));

        assertThat(record(
                        other,
                        new Sale(told(1, lamp, morning.plusSeconds(59)), 2, Price.UNKNOWN),
                        new Sale(told(2, lamp, morning.plusSeconds(61)), 3, Price.UNKNOWN)))
                .containsExactly("1 superseded", "2 applied");

        assertThat(onHand()).isEqualTo(10 + 1 - 3);
        api().post(Shop.COUNTS, shop.count(counted(lamp, leeds, 4))).is(201);
        assertThat(record(other, new Sale(told(3, lamp, morning.plusSeconds(62)), 3, Price.UNKNOWN)))
                .containsExactly("3 superseded");
        assertThat(onHand()).isEqualTo(4);
    }

    @Test
    void theHubKnowsWhatIsMissing() {
        Terminal till = till();
        record(till, sale(1, 1), sale(2, 1), sale(5, 1), sale(6, 1), sale(9, 1));
        var status = journal.status(till.id()).toFuture().join();
        assertThat(status.contiguous()).isEqualTo(2);
        assertThat(status.highest()).isEqualTo(9);
        assertThat(status.missing().toString()).isEqualTo("[Range[from=3, through=4], Range[from=7, through=8]]");
        assertThat(status.missingEntries()).isEqualTo(4);

        record(till, sale(3, 1), sale(4, 1));
        assertThat(journal.status(till.id()).toFuture().join().contiguous()).isEqualTo(6);
        record(till, sale(8, 1), sale(7, 1));
        assertThat(journal.status(till.id()).toFuture().join().missing()).isEmpty();
    }

    @Test
    void aPageTooLong_isNotTaken() {
        List<JournalEntry> page = new ArrayList<>();
        for (int i = 1; i <= Journal.MAX_ENTRIES + 1; i++) {
            page.add(sale(i, 1));
        }
        Terminal till = till();
        assertThatThrownBy(() -> record(till, page)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsToldOfASale_isKept_andIsAPartOfIt() {
        Terminal till = till();
        var price = new Price(Optional.of(new Money(255, "GBP")), Optional.of("C-77"));
        var told = new Told(1, new Sku(lamp), morning, Optional.of(new LocationCode(leeds)), Optional.of("R/1"));
        record(till, new Sale(told, 1, price));

        assertThat(record(till, new Sale(told, 1, Price.UNKNOWN))).containsExactly("1 sequence-reused");
        assertThat(record(till, new Sale(told, 1, price))).containsExactly("1 applied again");
    }

    /** Connections break meanwhile, also after a commit was sent and before its answer has come. */
    @Test
    void terminals_sentThreeTimesShuffled_throughTwoReplicas_countOnce() {
        long seed = LONG ? System.nanoTime() : 20261123;
        var random = new Random(seed);
        List<Sku> skus = shop.items(LONG ? 200 : 12).stream().map(Sku::new).toList();
        List<Terminal> terminals =
                Stream.generate(this::till).limit(LONG ? 20 : 4).toList();
        List<UUID> ids = terminals.stream().map(Terminal::id).toList();
        Tills tills = Tills.of(random, ids, skus, LONG ? 100_000 : 1_200, 25, Instant.now());
        var cuts = new AtomicInteger();
        Disposable cutting = Flux.interval(Duration.ofMillis(40), Schedulers.boundedElastic())
                .take(LONG ? 500 : 5)
                .subscribe(_ -> cuts.addAndGet(cut()));

        Flux.fromIterable(tills.pages(random, 3, LONG ? Journal.MAX_ENTRIES : 100))
                .index()
                .flatMap(
                        page -> (page.getT1() % 2 == 0 ? journal : otherReplicas)
                                .record(
                                        actor(),
                                        new Terminal(page.getT2().getKey(), new LocationCode(leeds)),
                                        page.getT2().getValue()),
                        12)
                .then()
                .toFuture()
                .join();

        cutting.dispose();
        System.out.printf("JournalIT: seed %d, %d connections cut%n", seed, cuts.get());
        tills.left().forEach((sku, left) -> {
            Level level = shop.level(sku.value(), leeds);
            assertThat(new Tills.Left(level.onHand(), level.unavailable()))
                    .as("%s, seed %d", sku, seed)
                    .isEqualTo(left);
        });
        terminals.forEach(terminal -> {
            var status = journal.status(terminal.id()).toFuture().join();
            assertThat(status.missingEntries()).isZero();
            assertThat(status.contiguous()).isEqualTo(status.applied() + status.superseded());
        });
    }

    /** How many connections were cut on which something was going on. */
    private static int cut() {
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
                """);
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Terminal till() {
        return new Terminal(UUID.randomUUID(), new LocationCode(leeds));
    }

    private static Actor actor() {
        return new Actor(new UUID(7, 7), "store", "till", "pos.journal", "", true);
    }

    private Sale sale(long sequence, long units) {
        return new Sale(told(sequence, lamp), units, Price.UNKNOWN);
    }

    private Correction correction(long sequence, JournalKind kind, long units) {
        return new Correction(told(sequence, lamp), kind, units);
    }

    private static JournalEntry of(JournalEntry entry, String sku) {
        return switch (entry) {
            case Sale(Told told, long units, Price price) -> new Sale(of(told, sku), units, price);
            case Count(Told told, long units, Optional<Long> version) -> new Count(of(told, sku), units, version);
            default -> throw new IllegalArgumentException("not here: " + entry);
        };
    }

    private static Told of(Told told, String sku) {
        return new Told(told.sequence(), new Sku(sku), told.occurredAt(), told.location(), told.receipt());
    }

    /** A second after the one before. */
    private Told told(long sequence, String sku) {
        return told(sequence, sku, morning.plusSeconds(sequence));
    }

    private static Told told(long sequence, String sku, Instant at) {
        return new Told(sequence, new Sku(sku), at, Optional.empty(), Optional.empty());
    }

    private List<String> record(Terminal till, JournalEntry... entries) {
        return record(till, List.of(entries));
    }

    private List<String> record(Terminal till, List<JournalEntry> entries) {
        return journal.record(actor(), till, entries).toFuture().join().stream()
                .map(JournalIT::words)
                .toList();
    }

    private static String words(Acknowledgement told) {
        String outcome = told.verdict()
                .rejection()
                .map(Rejection::code)
                .orElseGet(() -> told.verdict().outcome().wire());
        return told.sequence() + " " + outcome + (told.repeated() ? " again" : "");
    }

    private List<String> rejected(Terminal till) {
        return journal.rejected(till.id(), Optional.empty(), 50).toFuture().join().items().stream()
                .map(entry -> entry.sequence() + " " + entry.why().code() + " "
                        + entry.quantity().map(Object::toString).orElse(""))
                .toList();
    }

    private static long events(String type, Terminal till) throws SQLException {
        try (var connection = Hub.connect();
                var statement =
                        connection.prepareStatement("SELECT count(*) FROM event WHERE type = ? AND subject = ?")) {
            statement.setString(1, type);
            statement.setString(2, till.id().toString());
            var found = statement.executeQuery();
            found.next();
            return found.getLong(1);
        }
    }

    private long onHand() {
        return shop.level(lamp, leeds).onHand();
    }

    private static Api api() {
        return Api.administrator();
    }
}
