package io.omnihub.attention;

import io.omnihub.kernel.Wire;

/** Whether somebody has to look. */
public enum AttentionState implements Wire {
    OPEN,
    CLEARED
}
