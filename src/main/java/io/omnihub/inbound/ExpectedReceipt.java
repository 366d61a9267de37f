package io.omnihub.inbound;

import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery that a location expects, as of a purchase order.
 *
 * @param reference the caller's, unique for ever
 * @param supplierReference what the supplier calls it
 * @param location where it comes; it stays the same
 * @param expectedAt when it comes; a day later each day once it is overdue
 * @param lines each SKU once, in their order
 * @param overdue whether it did not come when it should have
 * @param version grows with every change, from 1
 */
public record ExpectedReceipt(
        UUID id,
        String reference,
        Optional<String> supplierReference,
        LocationCode location,
        ReceiptState state,
        Instant expectedAt,
        List<Line> lines,
        boolean overdue,
        Instant createdAt,
        long version) {
    public static final Table<String, ExpectedReceipt> TABLE = new Table<>("expected-receipt", 460);

    /** Lines of one receipt at most. */
    public static final int MAX_LINES = 1_000;

    /** The kind of due work that looks whether it is late; its subject is its reference. */
    static final String LATE_WORK = "receipt-late";

    public ExpectedReceipt {
        lines = lines.stream().sorted(Comparator.comparing(Line::sku)).toList();
        if (lines.isEmpty() || version < 1) {
            throw new IllegalArgumentException("no such receipt can be: " + reference);
        }
    }

    /**
     * Units of one SKU.
     *
     * @param quantity expected at all; 0 of what is not expected any more
     * @param received of these, or more
     */
    public record Line(Sku sku, long quantity, long received) {
        public Line {
            if (quantity < 0 || quantity > Quantity.MAX || received < 0) {
                throw new IllegalArgumentException("no such line of a receipt can be: " + sku);
            }
        }

        /** Still to come. */
        public long open() {
            return Math.max(0, quantity - received);
        }

        Line receive(long units) {
            return new Line(sku, quantity, received + units);
        }
    }

    DatedSupply.Source source() {
        return new DatedSupply.Source(DatedSupply.Kind.RECEIPT, id);
    }

    Cell cell(Line line) {
        return new Cell(line.sku(), location);
    }

    List<Cell> cells() {
        return lines.stream().map(this::cell).toList();
    }

    Optional<Line> line(Sku sku) {
        return lines.stream().filter(line -> line.sku().equals(sku)).findFirst();
    }

    /** Units of a line that are still to come; none once nothing is expected. */
    public long open(Line line) {
        return state.isExpected() ? line.open() : 0;
    }

    ExpectedReceipt with(Instant at, Optional<String> suppliers, List<Line> newLines) {
        return copy(suppliers, state, at, newLines, overdue && !at.isAfter(expectedAt))
                .settled();
    }

    /** With what has come, in the state that follows. */
    ExpectedReceipt received(List<Line> newLines, boolean isLast) {
        ReceiptState next = isLast ? ReceiptState.RECEIVED : ReceiptState.PARTIALLY_RECEIVED;
        return copy(supplierReference, next, expectedAt, newLines, overdue).settled();
    }

    ExpectedReceipt cancelled() {
        return copy(supplierReference, ReceiptState.CANCELLED, expectedAt, lines, false);
    }

    ExpectedReceipt late(Instant next) {
        return copy(supplierReference, state, next, lines, true);
    }

    /** Nothing is expected of what has come whole. */
    private ExpectedReceipt settled() {
        boolean hasCome = state == ReceiptState.RECEIVED
                || (state == ReceiptState.PARTIALLY_RECEIVED && lines.stream().allMatch(line -> line.open() == 0));
        return hasCome ? copy(supplierReference, ReceiptState.RECEIVED, expectedAt, lines, false) : this;
    }

    ExpectedReceipt withLines(List<Line> newLines) {
        return copy(supplierReference, state, expectedAt, newLines, overdue);
    }

    ExpectedReceipt next() {
        return withVersion(version + 1);
    }

    private ExpectedReceipt withVersion(long newVersion) {
        return new ExpectedReceipt(
                id, reference, supplierReference, location, state, expectedAt, lines, overdue, createdAt, newVersion);
    }

    private ExpectedReceipt copy(
            Optional<String> suppliers, ReceiptState newState, Instant at, List<Line> newLines, boolean isOverdue) {
        return new ExpectedReceipt(
                id, reference, suppliers, location, newState, at, newLines, isOverdue, createdAt, version);
    }

    /** What the audit log says of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("location", location.value());
        facts.put("state", state.wire());
        facts.put("expectedAt", expectedAt.toString());
        facts.put("version", version);
        facts.put("quantity", lines.stream().mapToLong(Line::quantity).sum());
        facts.put("received", lines.stream().mapToLong(Line::received).sum());
        return facts;
    }
}
