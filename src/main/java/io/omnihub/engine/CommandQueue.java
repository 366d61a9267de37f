package io.omnihub.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where commands wait for a lane: interactive ones first; bulk ones in one lane at a time, and while interactive ones
 * wait in every {@value #BULK_EVERY}th batch only. The monitor is held for the length of a few array moves.
 */
final class CommandQueue {
    private static final int BULK_EVERY = 4;

    private final EngineSettings settings;
    private final Deque<Member<?>> interactive = new ArrayDeque<>();
    private final Deque<Member<?>> bulk = new ArrayDeque<>();
    private boolean bulkRuns;
    private int batchesSinceBulk;

    CommandQueue(EngineSettings settings) {
        this.settings = settings;
    }

    /** Whether there was room. */
    synchronized boolean offer(Member<?> member) {
        Deque<Member<?>> queue = queueOf(member);
        return queue.size() < settings.queueLimit() && queue.offerLast(member);
    }

    /** Puts a command that was in a batch before back to the head; it has its place already, so there is always room. */
    synchronized void putBack(Member<?> member) {
        queueOf(member).offerFirst(member);
    }

    /** All that waits, up to the limits of a batch; empty when there is nothing for another lane to do. */
    synchronized List<Member<?>> take() {
        if (bulkMayRun() && (interactive.isEmpty() || batchesSinceBulk >= BULK_EVERY)) {
            bulkRuns = true;
            batchesSinceBulk = 0;
            return takeFrom(bulk);
        }
        batchesSinceBulk++;
        return takeFrom(interactive);
    }

    /** To be called with every batch taken, when it is over. */
    synchronized void release(List<Member<?>> batch) {
        if (batch.getFirst().priority() == Priority.BULK) {
            bulkRuns = false;
        }
    }

    synchronized boolean hasWork() {
        return !interactive.isEmpty() || bulkMayRun();
    }

    synchronized List<Member<?>> drain() {
        List<Member<?>> all = new ArrayList<>(interactive);
        all.addAll(bulk);
        interactive.clear();
        bulk.clear();
        return all;
    }

    private boolean bulkMayRun() {
        return !bulkRuns && !bulk.isEmpty();
    }

    private Deque<Member<?>> queueOf(Member<?> member) {
        return member.priority() == Priority.BULK ? bulk : interactive;
    }

    private List<Member<?>> takeFrom(Deque<Member<?>> queue) {
        List<Member<?>> batch = new ArrayList<>(Math.min(queue.size(), settings.batchCommands()));
        long weight = 0;
        while (!queue.isEmpty() && batch.size() < settings.batchCommands()) {
            weight += queue.peekFirst().reads().weight();
            if (weight > settings.batchWeight() && !batch.isEmpty()) {
                break;
            }
            batch.add(queue.pollFirst());
        }
        return batch;
    }
}
