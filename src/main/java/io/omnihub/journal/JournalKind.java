package io.omnihub.journal;

import io.omnihub.kernel.Wire;

/** What a terminal tells of. */
public enum JournalKind implements Wire {
    SALE,
    /** A sale did not come about, and its units lie where they lay. */
    VOID,
    /** Somebody gave units back. */
    RETURN,
    RECEIPT,
    FOUND,
    WRITE_OFF,
    DAMAGE,
    COUNT
}
