package io.omnihub.journal;

/**
 * Tells a terminal that an entry is durable, and what became of it: it need not be sent again.
 *
 * @param repeated whether it had come before; the verdict is the first one's
 */
public record Acknowledgement(long sequence, Verdict verdict, boolean repeated) {}
