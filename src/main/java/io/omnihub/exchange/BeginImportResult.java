package io.omnihub.exchange;

/** What became of an import's beginning. */
public sealed interface BeginImportResult {
    /**
     * There is one of this file.
     *
     * @param repeated whether it was begun before; it is then shown as it is now
     */
    record Begun(Import begun, boolean repeated) implements BeginImportResult {}

    /** {@code idempotency-key-reused}: the caller's key stands for another file. */
    record KeyReused() implements BeginImportResult {}
}
