package io.omnihub.event;

/**
 * Events that follow one another both in the outbox and in the stream.
 *
 * @param position of the first, from 1 on
 * @param seq its number in the outbox
 */
record PositionRun(long position, long seq, int length) {
    /** Of a longer one, readers by position would have to look further back for where theirs begins. */
    static final int MAX_LENGTH = 10_000;

    PositionRun {
        if (position < 1 || seq < 1 || length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("no run of events: %d, %d, %d".formatted(position, seq, length));
        }
    }

    long last() {
        return position + length - 1;
    }

    long lastSeq() {
        return seq + length - 1;
    }
}
