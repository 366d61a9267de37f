package io.omnihub.order;

import io.omnihub.catalog.Channel;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a channel asks for, checked as far as that can be done without looking anything up.
 *
 * @param externalId the channel's own id of it
 * @param lines 1 to {@value Order#MAX_LINES}
 * @param allowSplit whether several locations may share it
 * @param allowBackorder whether what is short may wait for stock
 * @param holds those whose units the order uses up, up to {@value HoldsOfOrder#MAX}
 */
public record NewOrder(
        ChannelCode channel,
        String externalId,
        String currency,
        List<Line> lines,
        Recipient recipient,
        boolean allowSplit,
        boolean allowBackorder,
        List<UUID> holds) {
    /** @param unitPrice in the minor unit of the order's currency */
    public record Line(Sku sku, long quantity, long unitPrice) {}

    public NewOrder {
        lines = List.copyOf(lines);
        holds = List.copyOf(holds);
        if (lines.isEmpty() || lines.size() > Order.MAX_LINES || !isTotalInRange(lines)) {
            throw new IllegalArgumentException("an order's lines or its total are out of range");
        }
    }

    DeliveryMethod method() {
        return recipient.delivery().method();
    }

    Set<Sku> skus() {
        return lines.stream().map(Line::sku).collect(Collectors.toSet());
    }

    List<OrderLine> orderLines() {
        List<OrderLine> numbered = new ArrayList<>(lines.size());
        for (Line line : lines) {
            numbered.add(
                    new OrderLine(numbered.size() + 1, line.sku(), line.quantity(), line.quantity(), line.unitPrice()));
        }
        return numbered;
    }

    /** What sourcing is asked, by the rules of the channel. */
    Demand demand(Channel by) {
        List<Demand.Line> demanded = new ArrayList<>(lines.size());
        for (Line line : lines) {
            demanded.add(new Demand.Line(demanded.size() + 1, line.sku(), line.quantity(), line.unitPrice()));
        }
        return new Demand(
                demanded, recipient.delivery().demanded(), allowSplit, allowBackorder, by.threshold(), Set.of());
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
