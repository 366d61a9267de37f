package io.omnihub.journal;

import io.omnihub.kernel.Wire;

/** What became of an entry, for ever. */
public enum Outcome implements Wire {
    APPLIED,
    /** What lies there was counted since, so that it has no effect on it. */
    SUPERSEDED,
    REJECTED
}
