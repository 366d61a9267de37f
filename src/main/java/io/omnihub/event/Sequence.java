package io.omnihub.event;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the positions of events are given out. An event gets the next position when it is first seen: events of one
 * subject are seen in the order in which they happened, since the later one drew its number after the earlier one's
 * transaction had committed.
 *
 * @param head the last position given; 0 before the first
 * @param bookmark which numbers of the outbox have theirs
 */
record Sequence(long head, Bookmark bookmark) {
    /** @param runs that the outbox's numbers above {@code settled} have, in ascending order of their numbers */
    static Sequence resumed(long head, long settled, List<PositionRun> runs, long nextTransaction) {
        List<Bookmark.Gap> gaps = new ArrayList<>();
        long last = settled;
        for (PositionRun run : runs) {
            if (run.seq() > last + 1) {
                gaps.add(new Bookmark.Gap(last + 1, run.seq() - 1, nextTransaction));
            }
            last = Math.max(last, run.lastSeq());
        }
        return new Sequence(head, new Bookmark(last, true, nextTransaction, gaps));
    }

    /**
     * What a reading adds.
     *
     * @param runs with the positions that they get
     */
    record Step(List<PositionRun> runs, Sequence after) {
        /** All numbers below have their positions, or will never be seen. */
        long settled() {
            List<Bookmark.Gap> gaps = after.bookmark().gaps();
            return gaps.isEmpty() ? after.bookmark().last() : gaps.getFirst().first() - 1;
        }
    }

    /**
     * @param found numbers that follow one another, in ascending order: all that could be seen in the bookmark's gaps, and
     *     some or all above it
     */
    Step after(List<Found> found, Bookmark.Transactions transactions) {
        List<PositionRun> runs = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        long reached = head;
        for (Found numbers : found) {
            for (long seq = numbers.first(); seq <= numbers.last(); seq += PositionRun.MAX_LENGTH) {
                int length = (int) Math.min(PositionRun.MAX_LENGTH, numbers.last() - seq + 1);
                runs.add(new PositionRun(reached + 1, seq, length));
                reached += length;
            }
            for (long seq = numbers.first(); seq <= numbers.last(); seq++) {
                seen.add(seq);
            }
        }
        return new Step(runs, new Sequence(reached, bookmark.after(seen, transactions)));
    }

    /** Numbers that follow one another. */
    record Found(long first, long last) {}
}
