package io.omnihub.order;

import io.omnihub.catalog.Channel;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Demand;
import java.time.Instant;
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
 * @param shipping what bringing it costs, up to {@value LineCharges#MAX} charges
 * @param taxesIncluded whether prices and shipping have their taxes in them; else those come on top
 */
public record NewOrder(
        ChannelCode channel,
        String externalId,
        String currency,
        List<Line> lines,
        Recipient recipient,
        boolean allowSplit,
        boolean allowBackorder,
        List<UUID> holds,
        List<ShippingCharge> shipping,
        boolean taxesIncluded) {
    /**
     * @param unitPrice in the minor unit of the order's currency
     * @param discounts off all of its units, and no more than those cost
     * @param taxes of all of its units
     */
    public record Line(Sku sku, long quantity, long unitPrice, List<Discount> discounts, List<Tax> taxes) {
        public Line {
            discounts = List.copyOf(discounts);
            taxes = List.copyOf(taxes);
            if (LineCharges.exceed(discounts, unitPrice, quantity)) {
                throw new IllegalArgumentException("discounts are more than the line costs");
            }
        }

        /** A line of which nothing but its price was given. */
        public Line(Sku sku, long quantity, long unitPrice) {
            this(sku, quantity, unitPrice, List.of(), List.of());
        }

        /** The line that it becomes. */
        OrderLine numbered(int lineNumber) {
            return new OrderLine(
                    lineNumber, sku, quantity, quantity, unitPrice, LineCharges.of(quantity, discounts, taxes));
        }
    }

    public NewOrder {
        lines = List.copyOf(lines);
        holds = List.copyOf(holds);
        shipping = List.copyOf(shipping);
        if (lines.isEmpty()
                || lines.size() > Order.MAX_LINES
                || charges(lines, shipping) > LineCharges.MAX_OF_ORDER
                || !isTotalInRange(lines, shipping)) {
            throw new IllegalArgumentException("an order's lines or its total are out of range");
        }
    }

    DeliveryMethod method() {
        return recipient.delivery().method();
    }

    Set<Sku> skus() {
        return lines.stream().map(Line::sku).collect(Collectors.toSet());
    }

    /** The order that it becomes. */
    Order order(UUID id, OrderNumber number, OrderState state, Instant placedAt, UUID placedBy) {
        return new Order(
                id,
                number,
                channel,
                externalId,
                state,
                currency,
                method(),
                allowSplit,
                allowBackorder,
                placedAt,
                placedBy,
                OrderAccount.of(shipping, taxesIncluded),
                orderLines());
    }

    private List<OrderLine> orderLines() {
        List<OrderLine> numbered = new ArrayList<>(lines.size());
        for (Line line : lines) {
            numbered.add(line.numbered(numbered.size() + 1));
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

    /** How many discounts and taxes there are, those of shipping among them. */
    public static int charges(List<Line> lines, List<ShippingCharge> shipping) {
        int ofLines = lines.stream()
                .mapToInt(line -> line.discounts().size() + line.taxes().size())
                .sum();
        return ofLines
                + shipping.stream().mapToInt(charge -> charge.taxes().size()).sum();
    }

    /** Whether all prices, shipping and taxes together are at most {@link Money#MAX_TOTAL}, before discounts. */
    public static boolean isTotalInRange(List<Line> lines, List<ShippingCharge> shipping) {
        long left = Money.MAX_TOTAL;
        for (Line line : lines) {
            if (line.unitPrice() > 0 && line.quantity() > left / line.unitPrice()) {
                return false;
            }
            left -= line.unitPrice() * line.quantity() + Tax.sum(line.taxes());
            if (left < 0) {
                return false;
            }
        }
        for (ShippingCharge charge : shipping) {
            left -= charge.amount() + Tax.sum(charge.taxes());
        }
        return left >= 0;
    }
}
