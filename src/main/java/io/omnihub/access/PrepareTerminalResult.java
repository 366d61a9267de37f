package io.omnihub.access;

import java.util.Optional;

/** What became of preparing a terminal. */
public sealed interface PrepareTerminalResult {
    /** @param code shown this once; empty where an earlier call made it */
    record Prepared(PreparedTerminal terminal, Optional<TerminalCode> code) implements PrepareTerminalResult {}

    /** An earlier call made it, and it has ended so long ago that it was forgotten. */
    record Forgotten() implements PrepareTerminalResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements PrepareTerminalResult {}
}
