package io.omnihub.engine;

import io.omnihub.kernel.Wire;

/** What has become of a piece of due work. */
public enum DueState implements Wire {
    /** It is due at its time, or is being carried out. */
    WAITING,
    /** Its effect is durable, or there was nothing left to do. */
    DONE,
    /** It failed so often that somebody has to look at it. */
    PARKED
}
