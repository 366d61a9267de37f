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

    /** The commands of one priority, with the rows that they ask for together. */
    private static final class Waiting {
        private final Deque<Member<?>> members = new ArrayDeque<>();
        private long weight;

        boolean isEmpty() {
            return members.isEmpty();
        }

        void add(Member<?> member, boolean atHead) {
            weight += member.reads().weight();
            if (atHead) {
                members.addFirst(member);
            } else {
                members.addLast(member);
            }
        }

        Member<?> poll() {
            Member<?> first = members.removeFirst();
            weight -= first.reads().weight();
            return first;
        }
    }

    private final EngineSettings settings;
    private final Waiting interactive = new Waiting();
    private final Waiting bulk = new Waiting();
    private boolean bulkRuns;
    private boolean closed;
    private int batchesBeforeBulk;

    CommandQueue(EngineSettings settings) {
        this.settings = settings;
    }

    /** Whether there was room. */
    synchronized boolean offer(Member<?> member) {
        Waiting waiting = waiting(member);
        boolean hasRoom = waiting.isEmpty()
                || (waiting.members.size() < settings.queueLimit()
                        && waiting.weight + member.reads().weight() <= settings.queueWeight());
        if (closed || !hasRoom) {
            return false;
        }
        waiting.add(member, false);
        return true;
    }

    /**
     * Puts a command that was in a batch before back to the head, where there is always room for it.
     *
     * @return false when the queue is closed
     */
    synchronized boolean putBack(Member<?> member) {
        if (!closed) {
            waiting(member).add(member, true);
        }
        return !closed;
    }

    /** All that waits, up to the limits of a batch; empty when there is nothing for another lane to do. */
    synchronized List<Member<?>> take() {
        if (!bulkMayRun()) {
            return takeFrom(interactive);
        }
        if (interactive.isEmpty() || ++batchesBeforeBulk >= BULK_EVERY) {
            batchesBeforeBulk = 0;
            bulkRuns = true;
            return takeFrom(bulk);
        }
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

    /** Takes no more commands, and hands over those that still wait. */
    synchronized List<Member<?>> close() {
        closed = true;
        List<Member<?>> all = new ArrayList<>();
        for (Waiting waiting : List.of(interactive, bulk)) {
            while (!waiting.isEmpty()) {
                all.add(waiting.poll());
            }
        }
        return all;
    }

    private boolean bulkMayRun() {
        return !bulkRuns && !bulk.isEmpty();
    }

    private Waiting waiting(Member<?> member) {
        return member.priority() == Priority.BULK ? bulk : interactive;
    }

    private List<Member<?>> takeFrom(Waiting waiting) {
        List<Member<?>> batch = new ArrayList<>(Math.min(waiting.members.size(), settings.batchCommands()));
        long weight = 0;
        while (!waiting.isEmpty() && batch.size() < settings.batchCommands()) {
            weight += waiting.members.getFirst().reads().weight();
            if (weight > settings.batchWeight() && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.poll());
        }
        return batch;
    }
}
