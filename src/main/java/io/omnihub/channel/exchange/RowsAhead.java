package io.omnihub.channel.exchange;

import java.io.IOException;
import java.util.Optional;

/** Rows of which the next one can be looked at before it is taken. */
final class RowsAhead implements RowReader {
    private final RowReader rows;
    private Optional<FileRow> ahead = Optional.empty();
    private boolean isRead;

    RowsAhead(RowReader rows) {
        this.rows = rows;
    }

    /** The row that {@link #next} will hand out. */
    Optional<FileRow> peek() throws IOException {
        if (!isRead) {
            ahead = rows.next();
            isRead = true;
        }
        return ahead;
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        Optional<FileRow> row = peek();
        isRead = false;
        return row;
    }
}
