package io.omnihub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What one connection has received of an answer. */
final class HttpAnswer {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final String RETRY_AFTER = "\r\nretry-after: ";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    final ByteBuffer bytes;
    long sentAt;

    /** What is to be sent when it has come. */
    Optional<HttpLoad.FollowUp> followUp = Optional.empty();

    /** The bytes of head and body, 0 while the head is not complete. */
    private int size;

    HttpAnswer(int capacity) {
        this.bytes = ByteBuffer.allocateDirect(capacity);
    }

    boolean isComplete() throws IOException {
        if (size == 0) {
            size = sizeByHead();
        }
        return size > 0 && bytes.position() >= size;
    }

    int status() {
        return 100 * digit(STATUS_AT) + 10 * digit(STATUS_AT + 1) + digit(STATUS_AT + 2);
    }

    boolean saysWhenToRepeat() {
        return text().toLowerCase(Locale.ROOT).contains(RETRY_AFTER);
    }

    void clear() {
        bytes.clear();
        size = 0;
        followUp = Optional.empty();
    }

    String text() {
        return StandardCharsets.UTF_8.decode(bytes.duplicate().flip()).toString();
    }

    private int sizeByHead() throws IOException {
        int bodyLength = -1;
        for (int at = 0; at + 3 < bytes.position(); at++) {
            if (bytes.get(at) == '\r' && bytes.get(at + 2) == '\r') {
                if (bodyLength < 0) {
                    throw new IOException("an answer has no Content-Length: " + text());
                }
                return at + 4 + bodyLength;
            }
            if (bytes.get(at) == '\n' && startsWithLength(at + 1)) {
                bodyLength = number(at + 1 + LENGTH.length);
            }
        }
        return 0;
    }

    private boolean startsWithLength(int from) {
        if (from + LENGTH.length > bytes.position()) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            if ((bytes.get(from + i) | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int value = 0;
        for (int at = from; at < bytes.position() && bytes.get(at) != '\r'; at++) {
            if (bytes.get(at) != ' ') {
                value = 10 * value + digit(at);
            }
        }
        return value;
    }

    private int digit(int at) {
        return bytes.get(at) - '0';
    }
}
