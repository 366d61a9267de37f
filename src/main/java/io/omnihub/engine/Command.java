package io.omnihub.engine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something asked of the hub, decided purely.
 *
 * @param <R> the result: a sealed type of the room, refusals included
 */
public interface Command<R> {
    /** A UUID of version 7; what the decision creates derives its ids from it. */
    UUID id();

    /** The keys by which a repeat is known. Only a command that is harmless to repeat has none. */
    List<CommandKey> keys();

    /** The rows to lock and load before {@link #decide}. */
    Reads reads();

    /** Decides from facts alone. It may be called again for the same command, after a batch was rolled back. */
    Decision<R> decide(View view, Instant now);
}
