package io.omnihub.catalog;

import io.omnihub.kernel.Wire;

/** Whether an item, location or channel takes part in new business. What was promised before is not touched. */
public enum EntryState implements Wire {
    ACTIVE,
    INACTIVE
}
