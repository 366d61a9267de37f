package io.omnihub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.SimulatedCatalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.MemoryDueWork;
import io.omnihub.engine.MemoryEngine;
import io.omnihub.engine.MemoryEngine.Outcome;
import io.omnihub.engine.MemoryLog;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Rows;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Counter;
import io.omnihub.inventory.SimulatedStock;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals of a day, shuffled, repeated and cut, against the slow and obvious reckoning of {@link Tills}. */
class JournalTest {
    private static final LocationCode STORE = new LocationCode("S001");
    private static final List<Sku> SKUS = List.of(new Sku("a"), new Sku("b"), new Sku("c"));
    private static final int ENTRIES = 300;
    private static final int LONGEST = 60;

    private final Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    private final SimulatedCatalog catalog = new SimulatedCatalog();
    private final SimulatedStock stock = new SimulatedStock(new MemoryDueWork());
    private final SimulatedJournal journal = new SimulatedJournal();
    private final List<NewEvent> events = new ArrayList<>();
    private final MemoryEngine engine = engine();
    private final Map<UUID, Map<Long, Verdict>> told = new HashMap<>();

    private MemoryEngine engine() {
        List<Rows<?, ?>> tables = new ArrayList<>(catalog.tables());
        tables.addAll(stock.tables());
        tables.addAll(journal.tables());
        List<LogRows<?>> logs = new ArrayList<>(catalog.logs());
        logs.addAll(stock.logs());
        logs.add(new MemoryLog<>(NewEvent.LOG, events::add));
        return new MemoryEngine(tables, logs, clock);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverWayAJournalComes_eachEntryCountsOnce(long seed) {
        var random = new Random(seed);
        var ids = new Ids(clock, random);
        openTheStore(ids);
        List<UUID> terminals = List.of(ids.next(), ids.next(), ids.next(), ids.next());
        Tills tills = Tills.of(random, terminals, SKUS, ENTRIES, 12, now);

        List<Map.Entry<UUID, List<JournalEntry>>> toCome = tills.pages(random, 3, LONGEST);
        while (!toCome.isEmpty()) {
            toCome = send(toCome, random, ids);
        }

        tills.left().forEach((sku, left) -> {
            StockLevel level = stock.levels.row(new Cell(sku, STORE));
            assertThat(new Tills.Left(level.onHand(), level.unavailable())).isEqualTo(left);
        });
        stock.levels
                .rows()
                .forEach((cell, level) -> assertThat(
                                stock.ledger.getOrDefault(cell, Map.of()).getOrDefault(Counter.ON_HAND, 0L))
                        .isEqualTo(level.onHand()));
        assertThat(journal.entries.rows()).hasSize(ENTRIES);
        terminals.forEach(terminal -> {
            TerminalJournal after = journal.journals.row(new Terminal(terminal, STORE));
            assertThat(after.applied() + after.superseded()).isEqualTo(after.highest());
            assertThat(after.rejected()).isZero();
        });
        assertThat(events).noneMatch(event -> event.type().startsWith("io.omnihub.journal."));
    }

    /** Some pages of what is to come, in one batch; those that gave up, or whose answer is lost, come again. */
    private List<Map.Entry<UUID, List<JournalEntry>>> send(
            List<Map.Entry<UUID, List<JournalEntry>>> toCome, Random random, Ids ids) {
        int together = Math.min(toCome.size(), 1 + random.nextInt(4));
        List<Map.Entry<UUID, List<JournalEntry>>> left = new ArrayList<>(toCome.subList(together, toCome.size()));
        List<Command<?>> commands = new ArrayList<>();
        toCome.subList(0, together)
                .forEach(page -> commands.add(
                        SimulatedJournal.record(ids.next(), new Terminal(page.getKey(), STORE), page.getValue())));
        List<Outcome> outcomes = engine.carryOut(commands);
        for (int i = 0; i < together; i++) {
            Map.Entry<UUID, List<JournalEntry>> page = toCome.get(i);
            outcomes.get(i).answer().ifPresent(answer -> listen(page.getKey(), answer));
            if (outcomes.get(i).answer().isEmpty() || random.nextInt(10) == 0) {
                left.add(random.nextInt(left.size() + 1), page);
            }
        }
        return left;
    }

    /** What was said of an entry once is said of it for ever. */
    private void listen(UUID terminal, Answer<?> answer) {
        var recorded = (Recorded) ((Answer.Decided<?>) answer).result();
        for (Acknowledgement acknowledgement : recorded.acknowledgements()) {
            Verdict before = told.computeIfAbsent(terminal, _ -> new HashMap<>())
                    .putIfAbsent(acknowledgement.sequence(), acknowledgement.verdict());
            assertThat(acknowledgement.verdict()).isEqualTo(before == null ? acknowledgement.verdict() : before);
        }
    }

    private void openTheStore(Ids ids) {
        Actor actor = Actor.hub(ids.next());
        SKUS.forEach(sku -> engine.carryOut(List.of(SimulatedCatalog.put(ids.next(), actor, item(sku)))));
    }

    private static Item item(Sku sku) {
        return new Item(sku, sku.value(), EntryState.ACTIVE, Optional.empty(), List.of(), 1);
    }
}
