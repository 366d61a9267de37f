package io.omnihub.channel.backoffice;

import io.omnihub.channel.Field;
import io.omnihub.inbound.ExpectedReceipt;
import io.omnihub.inbound.NewReceipt;
import io.omnihub.inbound.ReceiptStep;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the bodies of requests about expected receipts say. */
final class ReceiptBody {
    private static final int MAX_REFERENCE = 100;

    private ReceiptBody() {}

    static NewReceipt wanted(String reference, Field body) {
        Field receipt = body.object("supplierReference", "location", "expectedAt", "lines");
        return new NewReceipt(
                reference,
                receipt.maybe("supplierReference").map(suppliers -> suppliers.trimmed(MAX_REFERENCE)),
                new LocationCode(receipt.at("location").code()),
                receipt.at("expectedAt").time().truncatedTo(ChronoUnit.MILLIS),
                lines(receipt.at("lines"), 1));
    }

    /** Each SKU once. */
    private static List<NewReceipt.Line> lines(Field field, int min) {
        Set<Sku> seen = new HashSet<>();
        return field.items(min, ExpectedReceipt.MAX_LINES, "too-many-lines").stream()
                .map(line -> {
                    Sku sku = StockRefusals.sku(line.object("sku", "quantity"));
                    if (!seen.add(sku)) {
                        throw line.invalid("Each SKU may stand once.");
                    }
                    return new NewReceipt.Line(sku, line.at("quantity").quantity(1));
                })
                .toList();
    }

    /** Nothing has to have come where nothing more is expected. */
    static ReceiptStep receive(Field body) {
        Field receive = body.object("lines", "close");
        boolean close = receive.maybe("close").map(Field::flag).orElse(false);
        Map<Sku, Long> units = lines(receive.at("lines"), close ? 0 : 1).stream()
                .collect(Collectors.toMap(NewReceipt.Line::sku, NewReceipt.Line::quantity));
        return new ReceiptStep.Receive(units, close);
    }

    /** What the lines of a body name, in its order. */
    static List<Sku> named(Field body) {
        return lines(body.at("lines"), 0).stream().map(NewReceipt.Line::sku).toList();
    }

    static ReceiptStep cancel(Field body) {
        body.object();
        return new ReceiptStep.Cancel();
    }
}
