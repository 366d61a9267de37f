package io.omnihub.ticket;

import java.util.List;
import java.util.Optional;

/**
 * What a message says: personal data, which stands nowhere else.
 *
 * @param text plain, also where it was written as HTML
 * @param html as it was written, less whatever could act: an element or attribute that is not known to be harmless is gone
 */
public record MessageContent(
        Optional<String> subject, String text, Optional<String> html, List<Attachment> attachments) {
    public static final int MAX_TEXT = 100_000;
    public static final int MAX_ATTACHMENTS = 50;

    /** What is left of a message of somebody who was erased. */
    static final String ERASED = "(erased)";

    public MessageContent {
        attachments = List.copyOf(attachments);
    }

    static MessageContent plain(String text) {
        return new MessageContent(Optional.empty(), text, Optional.empty(), List.of());
    }

    /**
     * Something that came along; the hub keeps what it is, not what it holds.
     *
     * @param bytes how long it is
     * @param url where whoever received it keeps it
     */
    public record Attachment(String name, String contentType, long bytes, Optional<String> url) {}
}
