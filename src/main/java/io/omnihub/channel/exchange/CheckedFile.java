package io.omnihub.channel.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is known of a file before any row of it is carried out: that it is text in UTF-8 with lines of a length that can be
 * read.
 *
 * @param sha256 of its bytes when unpacked, hexadecimal
 * @param lines how many there are
 */
record CheckedFile(String sha256, long lines) {
    private static final int BUFFER = 64 * 1024;

    /** Reads all of it, in constant memory; blocks. */
    static CheckedFile of(InputStream file) throws IOException {
        var check = new Check();
        byte[] buffer = new byte[BUFFER];
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            check.add(buffer, read);
        }
        return check.end();
    }

    private static final class Check {
        private final MessageDigest digest = sha256();
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        private final CharBuffer characters = CharBuffer.allocate(BUFFER);
        private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER + 8);
        private long line = 1;
        private int lineBytes;

        void add(byte[] read, int length) {
            digest.update(read, 0, length);
            countLines(read, length);
            bytes.put(read, 0, length).flip();
            decode(false);
            bytes.compact();
        }

        CheckedFile end() {
            bytes.flip();
            decode(true);
            long lines = lineBytes == 0 ? line - 1 : line;
            return new CheckedFile(HexFormat.of().formatHex(digest.digest()), lines);
        }

        /** The bytes of a control character stand for nothing else in UTF-8. */
        private void countLines(byte[] read, int length) {
            for (int i = 0; i < length; i++) {
                byte one = read[i];
                if (one == '\n') {
                    line++;
                    lineBytes = 0;
                } else if (++lineBytes > ImportLimits.MAX_LINE) {
                    throw BadFile.line(line, ImportLimits.MAX_LINE);
                } else if (one >= 0 && one < ' ' && one != '\t' && one != '\r') {
                    throw BadFile.text(line);
                }
            }
        }

        private void decode(boolean end) {
            CoderResult result;
            do {
                characters.clear();
                result = decoder.decode(bytes, characters, end);
            } while (result.isOverflow());
            if (result.isError()) {
                throw BadFile.text(line - linesLeft());
            }
        }

        /** How many lines end behind the place where decoding stopped. */
        private long linesLeft() {
            long lines = 0;
            for (int i = bytes.position(); i < bytes.limit(); i++) {
                lines += bytes.get(i) == '\n' ? 1 : 0;
            }
            return lines;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }
}
