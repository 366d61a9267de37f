package io.omnihub.engine;

import io.omnihub.engine.Registry.RowLock;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A submitted command on its way, with the caller who waits for it. It is in the hands of one lane at a time. */
final class Member<R> {
    private final Command<R> command;
    private final Priority priority;
    private final Registry registry;
    private final Reads reads;
    private final Sinks.One<Answer<R>> answer = Sinks.one();
    private final long submittedNanos = System.nanoTime();
    private final long patienceNanos;
    private Set<RowLock> locks;
    private int repeats;

    /** @param patience how long it may wait to be carried out */
    Member(Command<R> command, Priority priority, Duration patience, Registry registry) {
        this.command = command;
        this.priority = priority;
        this.registry = registry;
        this.reads = command.reads();
        this.locks = registry.locks(reads);
        this.patienceNanos = patience.toNanos();
    }

    Command<R> command() {
        return command;
    }

    Priority priority() {
        return priority;
    }

    Reads reads() {
        return reads;
    }

    /** What it will lock, as far as is known before it decides. */
    Set<RowLock> locks() {
        return locks;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - submittedNanos);
    }

    /** Notes further rows to read; answers how often that was asked. */
    int widen(Reads more) {
        reads.and(more);
        locks = registry.locks(reads);
        return ++repeats;
    }

    /** Whether it has waited for too long, in which case it is answered so; what became of a lost commit is not known. */
    boolean giveUpIfOverdue() {
        boolean isOverdue = System.nanoTime() - submittedNanos > patienceNanos;
        if (isOverdue) {
            fail(new EngineUnavailable("it was not carried out in time"));
        }
        return isOverdue;
    }

    Mono<Answer<R>> answer() {
        return answer.asMono();
    }

    void complete(Answer<R> outcome) {
        answer.tryEmitValue(outcome);
    }

    void fail(Throwable error) {
        answer.tryEmitError(error);
    }
}
