package io.omnihub.channel.exchange;

import io.omnihub.order.Order;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes invoices of the lines of Online Retail: those that follow each other with the same number are one. Each line keeps
 * its place in the file, as {@code line}.
 */
final class InvoiceLines implements RowReader {
    private final RowReader rows;
    private Optional<FileRow> ahead = Optional.empty();
    private boolean begun;

    InvoiceLines(RowReader rows) {
        this.rows = rows;
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        if (!begun) {
            begun = true;
            ahead = rows.next();
        }
        Optional<FileRow> first = ahead;
        if (first.isPresent() && first.get() instanceof FileRow.Content content) {
            return Optional.of(gather(content));
        }
        ahead = rows.next();
        return first;
    }

    private FileRow gather(FileRow.Content first) throws IOException {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        int size = 0;
        while (ahead.isPresent()
                && ahead.get() instanceof FileRow.Content line
                && line.content().path("InvoiceNo").equals(first.content().path("InvoiceNo"))
                && lines.size() <= Order.MAX_LINES) {
            lines.addObject().put("line", line.line()).set("row", line.content());
            size += line.size();
            ahead = rows.next();
        }
        return new FileRow.Content(first.line(), size, lines);
    }
}
