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
    private final RowsAhead rows;

    InvoiceLines(RowReader rows) {
        this.rows = new RowsAhead(rows);
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        return rows.peek().isPresent() && rows.peek().get() instanceof FileRow.Content first
                ? Optional.of(gather(first))
                : rows.next();
    }

    private FileRow gather(FileRow.Content first) throws IOException {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        int size = 0;
        while (rows.peek().isPresent()
                && rows.peek().get() instanceof FileRow.Content line
                && line.content().path("InvoiceNo").equals(first.content().path("InvoiceNo"))
                && lines.size() <= Order.MAX_LINES) {
            lines.addObject().put("line", line.line()).set("row", line.content());
            size += line.size();
            rows.next();
        }
        return new FileRow.Content(first.line(), size, lines);
    }
}
