package io.omnihub.engine;

import java.util.Optional;
import java.util.UUID;

/** What a command's decision answers. */
public sealed interface Decision<R> {
    /**
     * The command takes effect: its changes, its keys and its events commit together.
     *
     * @param subject the id of the resource that a repeat is answered with
     */
    record Accept<R>(R result, UUID subject, Changes changes) implements Decision<R> {}

    /**
     * The command is refused, or finds nothing to change: no key is kept.
     *
     * @param noted what commits all the same, such as that a try was wrong; mostly empty
     */
    record Refuse<R>(R result, Optional<Changes> noted) implements Decision<R> {
        public Refuse(R result) {
            this(result, Optional.empty());
        }
    }

    /** The command needs further rows: it is queued again with them, a few times at most. */
    record Again<R>(Reads reads) implements Decision<R> {}
}
