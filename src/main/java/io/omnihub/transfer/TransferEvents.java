package io.omnihub.transfer;

import io.omnihub.engine.NewEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of a transfer: ids and quantities, never words of somebody's own. */
final class TransferEvents {
    private static final String LATE = "transfer-late";

    private TransferEvents() {}

    /** It is new. */
    static NewEvent made(TransferOrder transfer) {
        String past = switch (transfer.state()) {
            case DRAFT -> "drafted";
            case IN_TRANSIT -> "shipped";
            default -> "approved";
        };
        return event(past, transfer, transfer.lines());
    }

    /** Something was done with it; of its lines, those that are otherwise now. */
    static NewEvent of(String past, TransferOrder before, TransferOrder after) {
        List<TransferLine> changed = past.equals("approved")
                ? after.lines()
                : after.lines().stream()
                        .filter(line -> !before.line(line.lineNumber()).equals(Optional.of(line)))
                        .toList();
        return event(past, after, changed);
    }

    /** The order that it is for no longer wants what was still to come, or some of it. */
    static NewEvent released(TransferOrder before, TransferOrder after) {
        return switch (after.state()) {
            case CANCELLED -> event("cancelled", after, after.lines());
            case RECEIVED -> event("received", after, after.lines());
            default -> of("reduced", before, after);
        };
    }

    /** Somebody has to ask where it is. */
    static NewEvent late(TransferOrder transfer) {
        return attention("raised", transfer);
    }

    /** Nobody has to ask any more; empty where nobody had to, or still has. */
    static Optional<NewEvent> cleared(TransferOrder before, TransferOrder after) {
        return before.handling().overdue()
                        && after.state().isSettled()
                        && !before.state().isSettled()
                ? Optional.of(attention("cleared", after))
                : Optional.empty();
    }

    private static NewEvent attention(String past, TransferOrder transfer) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("key", "transfer:" + transfer.id());
        data.put("kind", LATE);
        data.put("source", transfer.source().value());
        data.put("destination", transfer.destination().value());
        transfer.fulfillmentOrderId().ifPresent(part -> data.put("fulfillmentOrderId", part.toString()));
        return new NewEvent(
                "io.omnihub.attention." + past + ".v1", transfer.id().toString(), data);
    }

    private static NewEvent event(String past, TransferOrder transfer, List<TransferLine> lines) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("transferId", transfer.id().toString());
        data.put("source", transfer.source().value());
        data.put("destination", transfer.destination().value());
        data.put("state", transfer.state().wire());
        data.put("version", transfer.version());
        transfer.fulfillmentOrderId().ifPresent(part -> data.put("fulfillmentOrderId", part.toString()));
        transfer.returnOf().ifPresent(of -> data.put("returnOf", of.toString()));
        transfer.expectedAt().ifPresent(at -> data.put("expectedAt", at.toString()));
        data.put("lines", lines.stream().map(TransferEvents::line).toList());
        return new NewEvent("io.omnihub.transfer." + past + ".v1", transfer.id().toString(), data);
    }

    private static Map<String, Object> line(TransferLine line) {
        return Map.of(
                "lineNumber", line.lineNumber(),
                "sku", line.sku().value(),
                "quantity", line.quantity(),
                "shipped", line.shipped(),
                "accepted", line.accepted(),
                "rejected", line.rejected(),
                "lost", line.lost(),
                "excess", line.excess());
    }
}
