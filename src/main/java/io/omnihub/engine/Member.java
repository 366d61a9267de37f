package io.omnihub.engine;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A submitted command on its way, with the caller who waits for it. It is in the hands of one lane at a time. */
final class Member<R> {
    private final Command<R> command;
    private final Priority priority;
    private final Reads reads;
    private final Sinks.One<Answer<R>> answer = Sinks.one();
    private final long deadlineNanos;
    private int repeats;

    /** @param patience how long it may wait to be carried out */
    Member(Command<R> command, Priority priority, Duration patience) {
        this.command = command;
        this.priority = priority;
        this.reads = command.reads();
        this.deadlineNanos = System.nanoTime() + patience.toNanos();
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

    /** Notes further rows to read; answers how often that was asked. */
    int widen(Reads more) {
        reads.and(more);
        return ++repeats;
    }

    /** Whether it has waited for too long, in which case it is answered so; what became of a lost commit is not known. */
    boolean giveUpIfOverdue() {
        boolean isOverdue = System.nanoTime() - deadlineNanos > 0;
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
