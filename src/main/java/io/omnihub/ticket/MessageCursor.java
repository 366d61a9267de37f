package io.omnihub.ticket;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Where a page of messages begins: behind the one that was recorded then. */
public record MessageCursor(Instant recordedAt, UUID id) {
    static final MessageCursor FIRST = new MessageCursor(Instant.EPOCH, new UUID(0, 0));

    /** Whether a page could begin after this. */
    public static boolean isCursor(String text) {
        try {
            return parse(text).toString().equals(text);
        } catch (IllegalArgumentException | DateTimeParseException none) {
            return false;
        }
    }

    public static MessageCursor parse(String text) {
        String[] parts = text.split(" ", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new MessageCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
    }

    @Override
    public String toString() {
        return recordedAt + " " + id;
    }
}
