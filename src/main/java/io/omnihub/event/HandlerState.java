package io.omnihub.event;

import io.omnihub.kernel.Wire;

/** Whether a handler goes on by itself. */
public enum HandlerState implements Wire {
    FOLLOWING,
    /** It failed too often at one place: it goes on when somebody has it tried again. */
    PARKED
}
