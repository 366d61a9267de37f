package io.omnihub.order;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import java.util.List;

/**
 * What a channel asks for, checked as far as that can be done without looking anything up.
 *
 * @param externalId the channel's own id of it
 * @param lines 1 to {@value Order#MAX_LINES}
 * @param allowSplit whether several locations may share it
 */
public record NewOrder(
        ChannelCode channel,
        String externalId,
        String currency,
        List<Line> lines,
        DeliveryMethod method,
        Recipient recipient,
        boolean allowSplit) {
    /** @param unitPrice in the minor unit of the order's currency */
    public record Line(Sku sku, long quantity, long unitPrice) {}

    public NewOrder {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > Order.MAX_LINES || !isTotalInRange(lines)) {
            throw new IllegalArgumentException("an order's lines or its total are out of range");
        }
    }

    /** Whether the total is at most {@link Money#MAX_TOTAL}. */
    public static boolean isTotalInRange(List<Line> lines) {
        long total = 0;
        for (Line line : lines) {
            if (line.unitPrice() > 0 && line.quantity() > (Money.MAX_TOTAL - total) / line.unitPrice()) {
                return false;
            }
            total += line.unitPrice() * line.quantity();
        }
        return true;
    }
}
