package io.omnihub.channel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** No row is lost between two chunks, wherever the import turns out to stand. */
class RowChunksTest {
    @Test
    void rowsAreHandedOutUntilTheImportHasPassedThem() throws IOException {
        var rows = LongStream.rangeClosed(1, 5).iterator();
        var chunks = new RowChunks(() -> rows.hasNext() ? Optional.of(row(rows.nextLong(), 1)) : Optional.empty());

        assertThat(chunks.after(0, 2)).isEqualTo(chunk(false, 1, 2));
        assertThat(chunks.after(0, 2)).isEqualTo(chunk(false, 1, 2));
        assertThat(chunks.after(1, 2)).isEqualTo(chunk(false, 2, 3));
        assertThat(chunks.after(4, 2)).isEqualTo(chunk(true, 5));
        assertThat(chunks.after(5, 2)).isEqualTo(new RowChunks.Chunk(List.of(), 5, true));
    }

    @Test
    void longRowsMakeShortChunks() throws IOException {
        var rows = LongStream.rangeClosed(1, 5).iterator();
        var chunks =
                new RowChunks(() -> rows.hasNext() ? Optional.of(row(rows.nextLong(), 600_000)) : Optional.empty());

        assertThat(chunks.after(0, 500).rows()).hasSize(2);
    }

    private static RowChunks.Chunk chunk(boolean last, long... lines) {
        return new RowChunks.Chunk(
                LongStream.of(lines).mapToObj(line -> row(line, 1)).toList(), lines[lines.length - 1], last);
    }

    private static FileRow row(long line, int size) {
        return new FileRow.Content(line, size, JsonNodeFactory.instance.numberNode(line));
    }
}
