package io.omnihub.exchange;

import io.omnihub.kernel.Wire;

/** How far an import has come. */
public enum ImportState implements Wire {
    /** Some rows are still to be carried out; where nobody does that any more, the file sent again goes on. */
    RUNNING,
    /** All rows were carried out or rejected. */
    COMPLETED
}
