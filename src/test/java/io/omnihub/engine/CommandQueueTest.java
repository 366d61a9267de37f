package io.omnihub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.engine.CommandQueue.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    private static final Table<String, String> SHELF = new Table<>("shelf", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Registry registry = new Registry(List.of(new Shelves()), List.of(), List.of());
    private final CommandQueue queue =
            new CommandQueue(new EngineSettings(2, 20, 10_000, 256, 4096, 3, 5, PATIENCE, Duration.ofSeconds(10)));

    @Test
    void commandsWithOneLock_goInOneBatch() {
        Member<?> first = submitted("pens");
        Member<?> second = submitted("pens");

        assertThat(queue.take().members()).containsExactly(first, second);
    }

    @Test
    void whoseLockIsHeld_waitsUntilItIsLetGo_andOthersPass() {
        submitted("pens");
        TakenBatch running = queue.take();

        Member<?> waiting = member("pens", "ink");
        assertThat(queue.offer(waiting)).isEqualTo(Offer.WAITS);
        Member<?> other = member("paper");
        assertThat(queue.offer(other)).isEqualTo(Offer.READY);

        assertThat(queue.take().members()).containsExactly(other);
        assertThat(queue.hasWork()).isFalse();
        assertThat(queue.take().isEmpty()).isTrue();

        queue.letGo(running);
        assertThat(queue.hasWork()).isTrue();
        assertThat(queue.take().members()).containsExactly(waiting);
    }

    @Test
    void lettingGoTwice_freesNothingOfTheNextBatch() {
        submitted("pens");
        TakenBatch first = queue.take();
        queue.letGo(first);
        submitted("pens");
        TakenBatch second = queue.take();

        queue.release(first);

        assertThat(second.isEmpty()).isFalse();
        assertThat(queue.offer(member("pens"))).isEqualTo(Offer.WAITS);
    }

    @Test
    void whoWasPassedOverForLong_goesAllTheSame() {
        submitted("pens");
        queue.take();
        Member<?> patient = member("pens");
        queue.offer(patient);

        await().until(() -> !queue.take().isEmpty());

        assertThat(patient.age()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void bulkWhoseLockIsHeld_letsInteractiveGo() {
        submitted("pens");
        queue.take();
        assertThat(queue.offer(member(Priority.BULK, "pens"))).isEqualTo(Offer.WAITS);
        Member<?> interactive = submitted("paper");

        assertThat(queue.take().members()).containsExactly(interactive);
    }

    @Test
    void whileCustomersWait_bulkHasEveryFourthBatch_andOneLane() {
        List<Priority> taken = new ArrayList<>();
        for (int batch = 0; batch < 40; batch++) {
            queue.offer(member(Priority.BULK, "bulk-" + batch));
            queue.offer(member("customer-" + batch));
            TakenBatch running = queue.take();
            taken.add(running.priority());
            if (running.priority() == Priority.BULK) {
                queue.offer(member(Priority.BULK, "more-" + batch));
                assertThat(queue.take().priority()).isEqualTo(Priority.INTERACTIVE);
                assertThat(queue.take().isEmpty()).as("another lane takes bulk").isTrue();
            }
            queue.release(running);
        }

        assertThat(Collections.frequency(taken, Priority.BULK)).isEqualTo(10);
        assertThat(taken.subList(0, 4))
                .containsExactly(Priority.INTERACTIVE, Priority.INTERACTIVE, Priority.INTERACTIVE, Priority.BULK);
    }

    @Test
    void aCommandIsAlone_whereNothingElseWaitsOrRuns() {
        submitted("pens");
        assertThat(queue.isAlone()).isTrue();

        TakenBatch running = queue.take();
        submitted("paper");
        assertThat(queue.isAlone()).isFalse();

        queue.release(running);
        assertThat(queue.isAlone()).isTrue();
        submitted("ink");
        assertThat(queue.isAlone()).isFalse();
    }

    private Member<?> submitted(String... shelves) {
        Member<?> member = member(shelves);
        assertThat(queue.offer(member)).isEqualTo(Offer.READY);
        return member;
    }

    private Member<?> member(String... shelves) {
        return member(Priority.INTERACTIVE, shelves);
    }

    private Member<?> member(Priority priority, String... shelves) {
        return new Member<>(new Tidy(UUID.randomUUID(), Set.of(shelves)), priority, PATIENCE, registry);
    }

    private record Tidy(UUID id, Set<String> shelves) implements Command<String> {
        @Override
        public List<CommandKey> keys() {
            return List.of();
        }

        @Override
        public Reads reads() {
            return new Reads().lock(SHELF, shelves);
        }

        @Override
        public Decision<String> decide(View view, Instant now) {
            return new Decision.Refuse<>("no");
        }
    }

    private static final class Shelves implements Rows<String, String> {
        @Override
        public Table<String, String> table() {
            return SHELF;
        }

        @Override
        public Statement lock(Collection<String> keys, Consumer<Object> locked) {
            return Statement.update("SELECT");
        }

        @Override
        public List<Statement> load(Collection<String> keys, BiConsumer<String, String> found) {
            return List.of();
        }
    }
}
