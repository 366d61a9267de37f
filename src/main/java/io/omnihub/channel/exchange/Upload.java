package io.omnihub.channel.exchange;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file as it was received. It lies on the disk under no name, so that nothing of it is left once it is closed or the hub
 * has died. For one user at a time; each of its methods blocks.
 */
final class Upload implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    /** A small file may grow by more than the ratio. */
    private static final long RATIO_FREE_BYTES = 1024 * 1024;

    private final FileChannel file;
    private final boolean packed;
    private final ImportLimits limits;

    private Upload(FileChannel file, boolean packed, ImportLimits limits) {
        this.file = file;
        this.packed = packed;
        this.limits = limits;
    }

    /** @param packed whether gzip is to be taken off it */
    static Upload create(boolean packed, ImportLimits limits) throws IOException {
        Files.createDirectories(limits.directory());
        Path path = Files.createTempFile(limits.directory(), "omnihub-import-", ".part");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new Upload(file, packed, limits);
    }

    void append(ByteBuffer bytes) throws IOException {
        if (file.size() + bytes.remaining() > maxBytes()) {
            throw BadFile.tooLarge(maxBytes());
        }
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** All of it from the beginning, unpacked. What was opened before reads no further. */
    InputStream open() throws IOException {
        file.position(0);
        var sent = new BufferedInputStream(new Kept(Channels.newInputStream(file)), BUFFER);
        if (!packed) {
            return sent;
        }
        try {
            return new Unpacked(new GZIPInputStream(sent, BUFFER), file.size(), limits);
        } catch (IOException broken) {
            throw BadFile.gzip();
        }
    }

    private long maxBytes() {
        return limits.maxSize().toBytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Stays open for the next reader when this one is closed, as parsers do by themselves at the end. */
    private static final class Kept extends FilterInputStream {
        Kept(InputStream file) {
            super(file);
        }

        @Override
        public void close() {}
    }

    /** Counts what comes out, and says why nothing more does. */
    private static final class Unpacked extends FilterInputStream {
        private final ImportLimits limits;
        private final long maxBytes;
        private long bytes;

        Unpacked(InputStream packed, long sentBytes, ImportLimits limits) {
            super(packed);
            this.limits = limits;
            this.maxBytes = Math.min(limits.maxSize().toBytes(), RATIO_FREE_BYTES + limits.maxRatio() * sentBytes);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(target, offset, length);
            } catch (ZipException | EOFException broken) {
                throw BadFile.gzip();
            }
            bytes += Math.max(0, read);
            if (bytes > maxBytes) {
                throw BadFile.expandsTooMuch(limits.maxSize().toBytes(), limits.maxRatio());
            }
            return read;
        }
    }
}
