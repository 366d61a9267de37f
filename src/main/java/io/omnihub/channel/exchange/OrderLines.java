package io.omnihub.channel.exchange;

import io.omnihub.exchange.Fault;
import io.omnihub.order.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes orders of rows that have a line each: those that follow each other with the same channel and external id are one.
 * What belongs to the order stands in its first row; in the others it is left out or repeated.
 */
final class OrderLines implements RowReader {
    private static final String LINE = "line";
    private static final List<String> NAME = List.of("channel", "externalId");

    private final RowsAhead rows;

    OrderLines(RowReader rows) {
        this.rows = new RowsAhead(rows);
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        Optional<FileRow> first = rows.next();
        return first.isPresent()
                        && first.get() instanceof FileRow.Content(long line, int size, JsonNode content)
                        && content instanceof ObjectNode head
                ? Optional.of(gather(line, size, head))
                : first;
    }

    private FileRow gather(long line, int size, ObjectNode order) throws IOException {
        ArrayNode lines = order.arrayNode();
        int total = size;
        Optional<Fault> fault = Optional.empty();
        Optional.ofNullable(order.remove(LINE)).ifPresent(lines::add);
        while (rows.peek().isPresent()
                && rows.peek().get() instanceof FileRow.Content more
                && isSame(order, more.content())) {
            rows.next();
            if (fault.isEmpty()) {
                fault = contradiction(order, more);
            }
            // One more than an order may have, so that it is refused as any other that has too many.
            if (lines.size() <= Order.MAX_LINES && more.content().has(LINE)) {
                lines.add(more.content().get(LINE));
                total += more.size();
            }
        }
        order.set("lines", lines);
        return fault.isPresent() ? new FileRow.Unreadable(line, fault.get()) : new FileRow.Content(line, total, order);
    }

    private static boolean isSame(JsonNode order, JsonNode row) {
        return NAME.stream()
                .allMatch(name -> order.has(name) && order.path(name).equals(row.path(name)));
    }

    private static Optional<Fault> contradiction(ObjectNode order, FileRow.Content row) {
        for (var member : row.content().properties()) {
            if (!member.getKey().equals(LINE) && !member.getValue().equals(order.get(member.getKey()))) {
                String pointer = "/" + member.getKey();
                return Optional.of(new Fault(
                        pointer,
                        "invalid-field",
                        Faults.found(row.content(), pointer),
                        "Line %d of the file says something else than the order's first.".formatted(row.line())));
            }
        }
        return Optional.empty();
    }
}
