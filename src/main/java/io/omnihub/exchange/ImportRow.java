package io.omnihub.exchange;

import io.omnihub.engine.Command;
import java.util.Optional;
import java.util.function.Function;

/** A row of a file, as far as it is known what becomes of it. */
public sealed interface ImportRow {
    /** Where it begins in the file, from 1. */
    long line();

    /**
     * To be carried out with its chunk. The command has no keys: the chunk's place in the file makes a repeat harmless.
     *
     * @param fault why the command's refusal rejects the row; empty where it only says that nothing changes
     */
    record Planned<R>(long line, Command<R> command, Function<R, Optional<Fault>> fault) implements ImportRow {}

    /** Carried out already, by a command of its own that is harmless to repeat. */
    record Accepted(long line) implements ImportRow {}

    /** The hub has it already. */
    record Unchanged(long line) implements ImportRow {}

    /** Not to be carried out. */
    record Rejected(long line, Fault fault) implements ImportRow {}
}
