package io.omnihub.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.engine.Answer;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Log;
import io.omnihub.engine.MemoryEngine;
import io.omnihub.engine.MemoryLog;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.event.HandledEvents.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a handler's cursor and its effects go together. */
class HandledEventsTest {
    private static final String NAME = "tester";
    private static final Log<String> EFFECTS = new Log<>("effects");
    private static final Instant NOW = Instant.parse("2026-03-02T09:15:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final MemoryRows<String, HandlerCursor> cursors = new MemoryRows<>(HandlerCursor.TABLE);
    private final List<String> effects = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final MemoryEngine engine = new MemoryEngine(
            List.of(cursors),
            List.of(new MemoryLog<>(EFFECTS, effects::add), new MemoryLog<>(NewEvent.LOG, events::add)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    /** Leaves a word, or is refused. */
    private record Leave(UUID id, String word, boolean isRefused, List<CommandKey> keys) implements Command<Boolean> {
        static Leave word(String word) {
            return new Leave(UUID.randomUUID(), word, false, List.of());
        }

        @Override
        public Reads reads() {
            return new Reads();
        }

        @Override
        public Decision<Boolean> decide(View view, Instant now) {
            return isRefused
                    ? new Decision.Refuse<>(false)
                    : new Decision.Accept<>(true, id, new Changes().append(EFFECTS, word));
        }
    }

    @Test
    void anEffect_movesTheCursor_andASecondOneFromThereChangesNothing() {
        begin(4);

        assertThat(handle(4, 7, Leave.word("first"))).isEqualTo(Outcome.HANDLED);
        assertThat(handle(4, 9, Leave.word("stale"))).isEqualTo(Outcome.OVERTAKEN);

        assertThat(effects).containsExactly("first");
        assertThat(cursors.row(NAME)).isEqualTo(HandlerCursor.at(NAME, 7, NOW));
    }

    @Test
    void ofTwoInOneBatch_oneTakesEffect() {
        begin(0);

        List<MemoryEngine.Outcome> outcomes = engine.carryOut(List.of(
                new HandledEvents<>(NAME, 0, 3, Leave.word("one")),
                new HandledEvents<>(NAME, 0, 3, Leave.word("other"))));

        assertThat(outcomes).extracting(MemoryEngine.Outcome::name).containsExactly("handled", "overtaken");
        assertThat(effects).containsExactly("one");
    }

    @Test
    void whatIsRefused_isDone() {
        begin(4);

        assertThat(handle(4, 5, new Leave(UUID.randomUUID(), "no", true, List.of())))
                .isEqualTo(Outcome.HANDLED);

        assertThat(effects).isEmpty();
        assertThat(cursors.row(NAME).position()).isEqualTo(5);
    }

    /** A key that was used before would be answered without a decision, and the cursor would stay for ever. */
    @Test
    void anEffectHasNoKeys() {
        var keyed = new Leave(UUID.randomUUID(), "x", false, List.of(new CommandKey("scope", "key", new UUID(1, 1))));

        assertThatThrownBy(() -> new HandledEvents<>(NAME, 0, 1, keyed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneThatFailsAgainAndAgainAtOnePlace_isParked_andSomebodyIsTold() {
        begin(4);

        assertThat(fail(4, true)).isEqualTo(HandlerFailure.Outcome.WAITS);
        assertThat(cursors.row(NAME).nextAt()).isEqualTo(NOW.plus(PAUSE));
        assertThat(fail(4, false)).isEqualTo(HandlerFailure.Outcome.WAITS);
        assertThat(cursors.row(NAME).failures()).isEqualTo(1);
        assertThat(events).isEmpty();

        assertThat(fail(4, true)).isEqualTo(HandlerFailure.Outcome.PARKED);

        assertThat(cursors.row(NAME).reason()).hasValue("why");
        assertThat(events).singleElement().satisfies(raised -> {
            assertThat(raised.type()).isEqualTo("io.omnihub.attention.raised.v1");
            assertThat(raised.data())
                    .containsEntry("key", "event-handler:tester")
                    .containsEntry("position", 4L);
        });
        assertThat(handle(4, 5, Leave.word("late"))).isEqualTo(Outcome.OVERTAKEN);
        assertThat(fail(4, true)).isEqualTo(HandlerFailure.Outcome.OVERTAKEN);
    }

    @Test
    void whatWorks_forgetsFailures() {
        begin(4);
        fail(4, true);

        handle(4, 5, Leave.word("at last"));

        assertThat(cursors.row(NAME)).isEqualTo(HandlerCursor.at(NAME, 5, NOW));
        assertThat(fail(4, true)).isEqualTo(HandlerFailure.Outcome.OVERTAKEN);
    }

    @Test
    void aHandlerThatHasBegun_beginsNoMore() {
        begin(4);

        begin(0);

        assertThat(cursors.row(NAME).position()).isEqualTo(4);
    }

    @Test
    void typesAreLookedForAsTheyAre() {
        assertThat(HandlerQueries.pattern("io.omnihub.order.*")).isEqualTo("io.omnihub.order.%");
        assertThat(HandlerQueries.pattern("a_b%")).isEqualTo("a\\_b\\%");
    }

    private void begin(long position) {
        engine.carryOut(List.of(new StartHandler(UUID.randomUUID(), NAME, position)));
    }

    private Object handle(long from, long to, Command<?> effect) {
        return result(new HandledEvents<>(NAME, from, to, effect));
    }

    private Object fail(long from, boolean counts) {
        return result(new HandlerFailure(UUID.randomUUID(), NAME, from, "why", counts, PAUSE, 2));
    }

    private Object result(Command<?> command) {
        Answer<?> answer = engine.carryOut(List.of(command)).getFirst().answer().orElseThrow();
        return ((Answer.Decided<?>) answer).result();
    }
}
