package io.omnihub.channel.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands a file's rows out in chunks, and keeps those handed out until the import has passed them. Reading blocks. */
final class RowChunks {
    /** Characters of a chunk, unless its only row has more. */
    private static final int MAX_SIZE = 1024 * 1024;

    private final RowReader reader;
    private final List<FileRow> unpassed = new ArrayList<>();
    private boolean ended;

    RowChunks(RowReader reader) {
        this.reader = reader;
    }

    /**
     * @param through the line where its last row begins
     * @param last whether the file ends with it
     */
    record Chunk(List<FileRow> rows, long through, boolean last) {
        Chunk {
            rows = List.copyOf(rows);
        }
    }

    /** The next rows that begin behind this line, which never goes back. */
    Chunk after(long line, int maxRows) throws IOException {
        unpassed.removeIf(row -> row.line() <= line);
        long size = unpassed.stream().mapToLong(FileRow::size).sum();
        while (!ended && unpassed.size() < maxRows && size < MAX_SIZE) {
            Optional<FileRow> row = reader.next();
            ended = row.isEmpty();
            if (row.isPresent() && row.get().line() > line) {
                unpassed.add(row.get());
                size += row.get().size();
            }
        }
        long through = unpassed.isEmpty() ? line : unpassed.getLast().line();
        return new Chunk(unpassed, through, ended);
    }
}
