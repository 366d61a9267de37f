package io.omnihub.event;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which events of the outbox a reader has seen. An event's number is drawn before its transaction commits, so that one
 * may come to light after others with higher numbers, and what was drawn by a transaction that was rolled back stays
 * empty for ever. A gap is given up when all transactions have ended that ran when it was noticed: the one that drew its
 * numbers was among them.
 *
 * @param last the highest number seen
 * @param settled whether all events up to where the reader began can be seen, so that none of them comes to light later
 * @param start the transactions below this ran when the reader began
 * @param gaps numbers below {@code last} that were not seen, in ascending order
 */
public record Bookmark(long last, boolean settled, long start, List<Gap> gaps) {
    /**
     * Numbers that were drawn and not seen.
     *
     * @param before the transactions that may still fill it are below this
     */
    public record Gap(long first, long last, long before) {}

    /**
     * What a reading knows of transactions.
     *
     * @param oldest all transactions below this have ended, and what they committed was seen
     * @param next above all transactions that had drawn a number by then; known where the reading found a gap
     */
    public record Transactions(long oldest, OptionalLong next) {}

    public Bookmark {
        gaps = List.copyOf(gaps);
    }

    /** Of a reader that begins behind everything it can see. */
    static Bookmark at(long last, long next) {
        return new Bookmark(last, false, next, List.of());
    }

    /** How many numbers were drawn and not seen. */
    public long missing() {
        return gaps.stream().mapToLong(gap -> gap.last() - gap.first() + 1).sum();
    }

    /**
     * The bookmark after a further reading.
     *
     * @param seen in ascending order, all events that could be seen in the gaps and above {@code last}
     */
    Bookmark after(List<Long> seen, Transactions transactions) {
        List<Gap> open = new ArrayList<>();
        int next = 0;
        for (Gap gap : gaps) {
            long from = gap.first();
            for (; next < seen.size() && seen.get(next) <= gap.last(); next++) {
                addGap(open, from, seen.get(next) - 1, gap.before());
                from = seen.get(next) + 1;
            }
            addGap(open, from, gap.last(), gap.before());
        }
        long reached = last;
        for (; next < seen.size(); next++) {
            if (seen.get(next) > reached + 1) {
                addGap(
                        open,
                        reached + 1,
                        seen.get(next) - 1,
                        transactions.next().orElseThrow());
            }
            reached = seen.get(next);
        }
        open.removeIf(gap -> gap.before() <= transactions.oldest());
        return new Bookmark(reached, settled || start <= transactions.oldest(), start, open);
    }

    private static void addGap(List<Gap> gaps, long first, long last, long before) {
        if (first <= last) {
            gaps.add(new Gap(first, last, before));
        }
    }
}
