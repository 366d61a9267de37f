package io.omnihub.event;

/**
 * Where a handler stands.
 *
 * @param head the last position there is
 */
public record HandlerStatus(HandlerCursor cursor, long head) {
    /** How many events it has not had, as far as is written down; which of them it wants is not known. */
    public long lag() {
        return Math.max(head - cursor.position(), 0);
    }
}
