package io.omnihub.engine;

import java.util.UUID;

/** What the engine answers to a submitted command. */
public sealed interface Answer<R> {
    /** The command was decided: taken or refused. What was taken is durable. */
    record Decided<R>(R result) implements Answer<R> {}

    /**
     * A command with an equal key and content took effect before.
     *
     * @param commandId the first one's id; the command's own where the answer to its own commit was lost
     * @param subject the resource that the first one named
     */
    record Repeated<R>(UUID commandId, UUID subject) implements Answer<R> {}

    /** A key was used before for other content. */
    record KeyReused<R>(CommandKey key) implements Answer<R> {}
}
