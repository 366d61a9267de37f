package io.omnihub.sample;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Draws that come out the same on every machine and in every run. */
final class FixedDraw {
    private FixedDraw() {}

    /** A number from 0 to {@code bound} - 1: the CRC-32 of the key in UTF-8, modulo {@code bound}. */
    static long of(String key, long bound) {
        var crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % bound;
    }
}
