package io.omnihub.channel.exchange;

import io.omnihub.exchange.Fault;
import io.omnihub.exchange.ImportRow;
import io.omnihub.exchange.ImportRow.Rejected;
import io.omnihub.exchange.InvoiceLine;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An invoice of Online Retail, as far as it can be used.
 *
 * @param line where it begins in the file
 * @param sold what it sells; a cancellation sells nothing
 * @param cancelled what it takes back, with negative quantities
 * @param rejected lines that are neither
 */
record Invoice(long line, List<Line> sold, List<Line> cancelled, List<ImportRow> rejected) {
    private static final int MAX_NUMBER = 100;

    /** A usable line, and where it stands in the file. */
    record Line(long line, InvoiceLine content) {}

    /** @param lines as {@link InvoiceLines} gathers them */
    static Invoice of(long line, JsonNode lines) {
        var invoice = new Invoice(line, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        lines.forEach(one -> invoice.add(one.path("line").longValue(), one.path("row")));
        return invoice;
    }

    private void add(long at, JsonNode row) {
        try {
            InvoiceLine content = read(row);
            Optional<Fault> fault = fault(content, row);
            if (fault.isPresent()) {
                rejected.add(new Rejected(at, fault.get()));
            } else {
                (content.isCancellation() ? cancelled : sold).add(new Line(at, content));
            }
        } catch (IllegalArgumentException unreadable) {
            rejected.add(new Rejected(at, unreadable(unreadable, row)));
        }
    }

    /** Why it is no line of an item that is sold or taken back; a price is not looked at where goods come back. */
    private static Optional<Fault> fault(InvoiceLine line, JsonNode row) {
        if (!line.isGoods() || !Sku.isValid(line.code())) {
            return Optional.of(
                    fault(row, "StockCode", "not-goods", "Postage, a fee, a discount or the like; not an item."));
        }
        if (line.quantity() == 0 || Math.abs(line.quantity()) > Quantity.MAX) {
            return Optional.of(fault(row, "Quantity", "quantity-out-of-range", "Must be another number than 0."));
        }
        if (!Text.isTrimmed(line.invoice(), MAX_NUMBER)) {
            return Optional.of(fault(row, "InvoiceNo", "invalid-field", "Must be 1 to 100 characters."));
        }
        if (line.isCancellation()) {
            return line.quantity() < 0
                    ? Optional.empty()
                    : Optional.of(fault(row, "Quantity", "invalid-field", "A cancellation takes units back."));
        }
        if (line.quantity() < 0) {
            return Optional.of(fault(row, "Quantity", "write-off", "Units are taken off without a cancellation."));
        }
        return line.unitPrice() > 0
                ? Optional.empty()
                : Optional.of(fault(row, "UnitPrice", "no-price", "It was not sold: there is no price."));
    }

    /** @throws IllegalArgumentException as {@link InvoiceLine#of} */
    static InvoiceLine read(JsonNode row) {
        return InvoiceLine.of(
                text(row, "InvoiceNo"),
                text(row, "StockCode"),
                text(row, "Description"),
                text(row, "Quantity"),
                text(row, "InvoiceDate"),
                text(row, "UnitPrice"),
                text(row, "CustomerID"),
                text(row, "Country"));
    }

    static Fault unreadable(IllegalArgumentException unreadable, JsonNode row) {
        return fault(row, String.valueOf(unreadable.getMessage()), "invalid-field", "It cannot be read.");
    }

    static Fault fault(JsonNode row, String column, String code, String detail) {
        return new Fault("/" + column, code, text(row, column), detail);
    }

    private static String text(JsonNode row, String column) {
        return row.path(column).asString("");
    }
}
