package io.omnihub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Positions have no gap and no event has two, in whatever order events come to light and relays follow one another. */
class SequenceTest {
    private static final Bookmark START = new Bookmark(0, true, 0, List.of());

    @Test
    void whatComesToLightLate_getsALaterPosition() {
        var step =
                new Sequence(0, START).after(List.of(new Sequence.Found(1, 2), new Sequence.Found(5, 5)), found(9, 10));
        assertThat(step.runs()).containsExactly(new PositionRun(1, 1, 2), new PositionRun(3, 5, 1));
        assertThat(step.settled()).isEqualTo(2);

        var late = step.after().after(List.of(new Sequence.Found(3, 4)), found(11, 12));
        assertThat(late.runs()).containsExactly(new PositionRun(4, 3, 2));
        assertThat(late.settled()).isEqualTo(5);
    }

    @Test
    void longRun_isCut() {
        var step = new Sequence(7, START).after(List.of(new Sequence.Found(1, 25_000)), found(9, 10));
        assertThat(step.runs())
                .containsExactly(
                        new PositionRun(8, 1, 10_000),
                        new PositionRun(10_008, 10_001, 10_000),
                        new PositionRun(20_008, 20_001, 5_000));
    }

    /** Transactions draw numbers, one at a time, and commit or roll back in any order, while relays come and go. */
    @RepeatedTest(200)
    void everyCommittedNumber_hasOnePosition(RepetitionInfo repetition) {
        var outbox = new Outbox(new Random(repetition.getCurrentRepetition()));
        for (int step = 0; step < 200; step++) {
            outbox.step();
        }
        outbox.endAll();
        outbox.relay();
        assertThat(outbox.positions).hasSameSizeAs(outbox.visible);
        assertThat(new TreeSet<>(outbox.positions.values()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, outbox.visible.size()).boxed().toList());
    }

    private static Bookmark.Transactions found(long oldest, long next) {
        return new Bookmark.Transactions(oldest, OptionalLong.of(next));
    }

    /** The database, as a relay sees it. */
    private static final class Outbox {
        private final Random random;
        private final Map<Long, List<Long>> running = new HashMap<>();
        private final Set<Long> visible = new TreeSet<>();
        private final Map<Long, Long> positions = new HashMap<>();
        private final List<PositionRun> runs = new ArrayList<>();
        private long settled;
        private long nextTransaction = 1;
        private long nextNumber = 1;
        private Sequence sequence = new Sequence(0, START);

        Outbox(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0, 1 -> running.put(nextTransaction++, new ArrayList<>());
                case 2, 3, 4 -> drawn().ifPresent(numbers -> numbers.add(nextNumber++));
                case 5 -> end();
                case 6 -> relay();
                default -> takeOver();
            }
        }

        void endAll() {
            while (!running.isEmpty()) {
                end();
            }
        }

        void relay() {
            List<Sequence.Found> found = new ArrayList<>();
            var unseen = new TreeSet<>(visible);
            unseen.removeIf(number -> !isLookedFor(number));
            for (long number : unseen) {
                if (!found.isEmpty() && found.getLast().last() == number - 1) {
                    var last = found.removeLast();
                    found.add(new Sequence.Found(last.first(), number));
                } else {
                    found.add(new Sequence.Found(number, number));
                }
            }
            long oldest = running.keySet().stream().min(Long::compare).orElse(nextTransaction);
            var step = sequence.after(found, new Bookmark.Transactions(oldest, OptionalLong.of(nextTransaction++)));
            for (PositionRun run : step.runs()) {
                for (int i = 0; i < run.length(); i++) {
                    assertThat(positions.put(run.seq() + i, run.position() + i)).isNull();
                }
            }
            if (!step.runs().isEmpty()) {
                runs.addAll(step.runs());
                settled = step.settled();
            }
            sequence = step.after();
        }

        /** Another relay leads, which knows what the database knows. */
        private void takeOver() {
            long below = settled;
            var known = runs.stream()
                    .filter(run -> run.lastSeq() > below)
                    .sorted((one, other) -> Long.compare(one.seq(), other.seq()))
                    .toList();
            sequence = Sequence.resumed(positions.size(), settled, known, nextTransaction++);
        }

        private boolean isLookedFor(long number) {
            var bookmark = sequence.bookmark();
            return number > bookmark.last()
                    || bookmark.gaps().stream().anyMatch(gap -> gap.first() <= number && number <= gap.last());
        }

        private Optional<List<Long>> drawn() {
            var all = new ArrayList<>(running.values());
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        private void end() {
            var all = new ArrayList<>(new TreeSet<>(running.keySet()));
            if (!all.isEmpty()) {
                var numbers = running.remove(all.get(random.nextInt(all.size())));
                visible.addAll(random.nextInt(4) > 0 ? new HashSet<>(numbers) : Set.<Long>of());
            }
        }
    }
}
