package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.inbound.ExpectedReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An expected receipt as the contract shows it. */
record ReceiptJson(
        UUID id,
        String reference,
        Optional<String> supplierReference,
        String location,
        String state,
        List<String> steps,
        Instant expectedAt,
        boolean overdue,
        List<LineJson> lines,
        Instant createdAt,
        long version) {
    /** @param open still to come */
    record LineJson(String sku, long quantity, long received, long open) {}

    static ReceiptJson of(ExpectedReceipt receipt, Caller caller) {
        return new ReceiptJson(
                receipt.id(),
                receipt.reference(),
                receipt.supplierReference(),
                receipt.location().value(),
                receipt.state().wire(),
                steps(receipt, caller),
                receipt.expectedAt(),
                receipt.overdue(),
                receipt.lines().stream()
                        .map(line ->
                                new LineJson(line.sku().value(), line.quantity(), line.received(), receipt.open(line)))
                        .toList(),
                receipt.createdAt(),
                receipt.version());
    }

    /** What the caller may do with it now. */
    static List<String> steps(ExpectedReceipt receipt, Caller caller) {
        return receipt.state().steps().stream()
                .filter(step -> caller.mayStep(BackofficeReceipts.ONE + "/" + step, "pos.receipt." + step))
                .toList();
    }
}
