package io.omnihub.engine;

import io.omnihub.engine.Registry.RowLock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where commands wait for a lane: interactive ones first; bulk ones in one lane at a time, and while interactive ones
 * wait in every {@value #BULK_EVERY}th batch only. A command whose locks another lane has waits here, not in the
 * database, where it would keep its lane from all others; the next batch is the larger for it. It is passed over for no
 * longer than {@link #PASSED_OVER}, lest one with many locks never has its turn. The monitor is held for the length of a
 * few array moves.
 */
final class CommandQueue {
    private static final int BULK_EVERY = 4;
    static final Duration PASSED_OVER = Duration.ofMillis(100);

    /** What became of an offer. */
    enum Offer {
        REFUSED,
        /** Its locks are another batch's; it is taken when that lets go of them. */
        WAITS,
        READY
    }

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
    /** By how many batches each is held, or about to be. */
    private final Map<RowLock, Integer> locked = new HashMap<>();

    private int running;
    private boolean bulkRuns;
    private boolean closed;
    private int batchesBeforeBulk;

    CommandQueue(EngineSettings settings) {
        this.settings = settings;
    }

    synchronized Offer offer(Member<?> member) {
        Waiting waiting = waiting(member);
        if (closed || !hasRoom(waiting, member.reads().weight())) {
            return Offer.REFUSED;
        }
        waiting.add(member, false);
        return isFree(member) ? Offer.READY : Offer.WAITS;
    }

    /** Whether an interactive command that reads nothing would be taken now. */
    synchronized boolean hasRoom() {
        return !closed && hasRoom(interactive, 0);
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

    /** All that may go, up to the limits of a batch; empty when there is nothing for another lane to do. */
    synchronized TakenBatch take() {
        boolean bulkFirst = bulkMayRun() && (interactive.isEmpty() || ++batchesBeforeBulk >= BULK_EVERY);
        if (bulkFirst) {
            batchesBeforeBulk = 0;
        }
        TakenBatch taken = takeFrom(bulkFirst ? bulk : interactive);
        if (taken.isEmpty() && (bulkFirst || bulkMayRun())) {
            taken = takeFrom(bulkFirst ? interactive : bulk);
        }
        running += taken.isEmpty() ? 0 : 1;
        bulkRuns |= !taken.isEmpty() && taken.priority() == Priority.BULK;
        return taken;
    }

    /** To be called when the batch's end is under way: who waits for its locks will soon have them. */
    synchronized void letGo(TakenBatch batch) {
        if (batch.letsGo()) {
            batch.locks().forEach(lock -> locked.computeIfPresent(lock, (_, times) -> times == 1 ? null : times - 1));
        }
    }

    /** To be called with every batch taken, when it is over. */
    synchronized void release(TakenBatch batch) {
        letGo(batch);
        running--;
        if (batch.priority() == Priority.BULK) {
            bulkRuns = false;
        }
    }

    synchronized int size(Priority priority) {
        return (priority == Priority.BULK ? bulk : interactive).members.size();
    }

    synchronized boolean isEmpty() {
        return interactive.isEmpty() && bulk.isEmpty();
    }

    /** Whether one command waits, nothing else, and no batch runs. */
    synchronized boolean isAlone() {
        return running == 0 && interactive.members.size() + bulk.members.size() == 1;
    }

    /** Whether {@link #take} would find something. */
    synchronized boolean hasWork() {
        return interactive.members.stream().anyMatch(this::mayGo)
                || (bulkMayRun() && bulk.members.stream().anyMatch(this::mayGo));
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

    private boolean hasRoom(Waiting waiting, long weight) {
        return waiting.isEmpty()
                || (waiting.members.size() < settings.queueLimit()
                        && waiting.weight + weight <= settings.queueWeight());
    }

    private boolean bulkMayRun() {
        return !bulkRuns && !bulk.isEmpty();
    }

    private Waiting waiting(Member<?> member) {
        return member.priority() == Priority.BULK ? bulk : interactive;
    }

    private TakenBatch takeFrom(Waiting waiting) {
        List<Member<?>> batch = new ArrayList<>(Math.min(waiting.members.size(), settings.batchCommands()));
        List<Member<?>> passed = new ArrayList<>();
        long weight = 0;
        while (!waiting.isEmpty() && batch.size() < settings.batchCommands()) {
            if (!mayGo(waiting.members.getFirst())) {
                passed.add(waiting.poll());
                continue;
            }
            weight += waiting.members.getFirst().reads().weight();
            if (weight > settings.batchWeight() && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.poll());
        }
        passed.reversed().forEach(member -> waiting.add(member, true));
        var taken = new TakenBatch(batch);
        taken.locks().forEach(lock -> locked.merge(lock, 1, Integer::sum));
        return taken;
    }

    private boolean mayGo(Member<?> member) {
        return isFree(member) || member.age().compareTo(PASSED_OVER) > 0;
    }

    private boolean isFree(Member<?> member) {
        return locked.isEmpty() || Collections.disjoint(locked.keySet(), member.locks());
    }
}
