package io.omnihub.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.event.Bookmark.Gap;
import io.omnihub.event.Bookmark.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BookmarkTest {
    private static final Bookmark START = Bookmark.at(10, 100);

    @Test
    void numbersInTheirOrder_leaveNoGap() {
        assertThat(START.after(List.of(11L, 12L), quiet(120))).isEqualTo(new Bookmark(12, true, 100, List.of()));
    }

    @Test
    void whatRanAtTheStart_mayStillBringWhatTheReaderWouldMiss() {
        var waiting = START.after(List.of(), quiet(99));

        assertThat(waiting.settled()).isFalse();
        assertThat(waiting.after(List.of(), quiet(100)).settled()).isTrue();
    }

    @Test
    void aNumberThatComesToLightLater_isStillLookedFor() {
        var first = START.after(List.of(11L, 15L), running(101, 110));
        var second = first.after(List.of(13L, 16L), running(101, 120));
        var third = second.after(List.of(12L, 14L), quiet(111));

        assertThat(first.gaps()).containsExactly(new Gap(12, 14, 110));
        assertThat(second.gaps()).containsExactly(new Gap(12, 12, 110), new Gap(14, 14, 110));
        assertThat(third).isEqualTo(new Bookmark(16, true, 100, List.of()));
    }

    @Test
    void aGapThatNeverFills_isGivenUpWhenAllWhoCouldFillItHaveEnded() {
        var noticed = START.after(List.of(14L), running(101, 110));
        var stillRunning = noticed.after(List.of(15L), quiet(109));
        var ended = stillRunning.after(List.of(16L), quiet(110));

        assertThat(stillRunning.missing()).isEqualTo(3);
        assertThat(ended.missing()).isZero();
        assertThat(ended.last()).isEqualTo(16);
    }

    /** Transactions draw their numbers one at a time, side by side, and end in any order; some are rolled back. */
    @Test
    void whateverTheOrder_whatCommitsOnceTheReaderIsSettledIsSeenOnce() {
        for (long seed = 0; seed < 2_000; seed++) {
            var history = new History(new Random(seed));
            history.run();
            assertThat(history.seen).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(history.owed);
            assertThat(history.bookmark.orElseThrow().gaps())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static Transactions quiet(long oldest) {
        return new Transactions(oldest, OptionalLong.empty());
    }

    private static Transactions running(long oldest, long next) {
        return new Transactions(oldest, OptionalLong.of(next));
    }

    /** A database in which up to four transactions write, and its reader, which is owed what commits once it is settled. */
    private static final class History {
        private static final int STEPS = 60;

        private final Random random;
        private final Map<Long, List<Long>> open = new TreeMap<>();
        private final TreeSet<Long> visible = new TreeSet<>();
        private final List<Long> owed = new ArrayList<>();
        private final List<Long> seen = new ArrayList<>();
        private Optional<Bookmark> bookmark = Optional.empty();
        private boolean wasSettled;
        private long nextTransaction = 1;
        private long nextNumber = 1;

        private History(Random random) {
            this.random = random;
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> begin();
                    case 1 -> draw();
                    case 2 -> end();
                    default -> read();
                }
            }
            while (!open.isEmpty()) {
                end();
            }
            read();
            read();
        }

        private void begin() {
            if (open.size() < 4) {
                open.put(nextTransaction++, new ArrayList<>());
            }
        }

        private void draw() {
            any().ifPresent(transaction ->
                    open.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(nextNumber++));
        }

        private void end() {
            any().ifPresent(transaction -> {
                List<Long> numbers = open.remove(transaction);
                if (random.nextInt(3) > 0) {
                    visible.addAll(numbers);
                    if (wasSettled) {
                        owed.addAll(numbers);
                    }
                }
            });
        }

        private void read() {
            if (bookmark.isEmpty()) {
                bookmark = Optional.of(Bookmark.at(visible.isEmpty() ? 0 : visible.last(), nextTransaction++));
                return;
            }
            var known = bookmark.get();
            var found =
                    visible.stream().filter(number -> isAskedFor(known, number)).toList();
            long oldest = open.keySet().stream().findFirst().orElse(nextTransaction);
            bookmark = Optional.of(known.after(found, running(oldest, nextTransaction++)));
            if (wasSettled) {
                seen.addAll(found);
            }
            wasSettled = bookmark.get().settled();
        }

        private static boolean isAskedFor(Bookmark known, long number) {
            return number > known.last()
                    || known.gaps().stream().anyMatch(gap -> gap.first() <= number && number <= gap.last());
        }

        private Optional<Long> any() {
            return open.keySet().stream()
                    .skip(open.isEmpty() ? 0 : random.nextInt(open.size()))
                    .findFirst();
        }
    }
}
