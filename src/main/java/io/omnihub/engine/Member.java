package io.omnihub.engine;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A submitted command on its way, with the caller who waits for it. It is in the hands of one lane at a time. */
final class Member<R> {
    private final Command<R> command;
    private final Priority priority;
    private final Reads reads;
    private final Sinks.One<Answer<R>> answer = Sinks.one();
    private int repeats;

    Member(Command<R> command, Priority priority) {
        this.command = command;
        this.priority = priority;
        this.reads = command.reads();
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
