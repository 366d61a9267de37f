package io.omnihub.inbound;

import io.omnihub.engine.Changes;
import io.omnihub.engine.NewEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The events of an expected receipt. */
final class ReceiptEvents {
    private static final String LATE = "receipt-late";

    private ReceiptEvents() {}

    static NewEvent of(String past, ExpectedReceipt receipt) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("receiptId", receipt.id().toString());
        data.put("reference", receipt.reference());
        data.put("location", receipt.location().value());
        data.put("state", receipt.state().wire());
        data.put("version", receipt.version());
        data.put("expectedAt", receipt.expectedAt().toString());
        data.put("lines", receipt.lines().stream().map(ReceiptEvents::line).toList());
        return new NewEvent("io.omnihub.expected-receipt." + past + ".v1", receipt.reference(), data);
    }

    /** Somebody has to ask where it is, or nobody any more. */
    static void attend(ExpectedReceipt before, ExpectedReceipt after, Changes changes) {
        if (before.overdue() != after.overdue()) {
            changes.announce(new NewEvent(
                    "io.omnihub.attention." + (after.overdue() ? "raised" : "cleared") + ".v1",
                    after.reference(),
                    Map.of(
                            "key",
                            "expected-receipt:" + after.reference(),
                            "kind",
                            LATE,
                            "location",
                            after.location().value())));
        }
    }

    private static Map<String, Object> line(ExpectedReceipt.Line line) {
        return Map.of("sku", line.sku().value(), "quantity", line.quantity(), "received", line.received());
    }
}
