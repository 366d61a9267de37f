package io.omnihub.engine;

/** Which queue a command waits in. */
public enum Priority {
    /** Somebody waits for the answer. */
    INTERACTIVE,
    /** Work in bulk: one lane at a time, and only now and then while interactive work waits. */
    BULK
}
