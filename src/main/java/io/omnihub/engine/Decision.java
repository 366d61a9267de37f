package io.omnihub.engine;

import java.util.UUID;

/** What a command's decision answers. */
public sealed interface Decision<R> {
    /**
     * The command takes effect: its changes, its keys and its events commit together.
     *
     * @param subject the id of the resource that a repeat is answered with
     */
    record Accept<R>(R result, UUID subject, Changes changes) implements Decision<R> {}

    /** The command is refused, or finds nothing to change: nothing is written and no key is kept. */
    record Refuse<R>(R result) implements Decision<R> {}

    /** The command needs further rows: it is queued again with them, a few times at most. */
    record Again<R>(Reads reads) implements Decision<R> {}
}
