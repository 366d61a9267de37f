package io.omnihub.order;

import io.omnihub.kernel.Money;
import java.util.List;

/**
 * What an order costs besides its lines, and what was paid for it, in the minor unit of its currency.
 *
 * @param shipping up to {@value LineCharges#MAX} charges
 * @param taxesIncluded whether prices and shipping have their taxes in them
 * @param paid the sum of all payments that were reported
 * @param refunded the sum of all refunds that were reported; more than was paid, where a refund was reported first
 */
public record OrderAccount(List<ShippingCharge> shipping, boolean taxesIncluded, long paid, long refunded) {
    public static final OrderAccount NONE = new OrderAccount(List.of(), false, 0, 0);

    public OrderAccount {
        shipping = List.copyOf(shipping);
        Money.requireTotal(paid);
        Money.requireTotal(refunded);
        if (shipping.size() > LineCharges.MAX) {
            throw new IllegalArgumentException("an order has too many shipping charges");
        }
    }

    /** The account of a new order. */
    static OrderAccount of(List<ShippingCharge> shipping, boolean taxesIncluded) {
        return shipping.isEmpty() && !taxesIncluded ? NONE : new OrderAccount(shipping, taxesIncluded, 0, 0);
    }

    /** Shipping and its taxes alone. */
    Amounts shippingAmounts() {
        return new Amounts(
                0,
                0,
                shipping.stream().mapToLong(ShippingCharge::amount).sum(),
                shipping.stream().mapToLong(charge -> Tax.sum(charge.taxes())).sum(),
                taxesIncluded);
    }

    /** How much of that kind can still be recorded. */
    long left(PaymentKind kind) {
        return switch (kind) {
            case PAYMENT -> Money.MAX_TOTAL - paid;
            case REFUND -> Money.MAX_TOTAL - refunded;
        };
    }

    /** With a payment or refund that was reported. */
    OrderAccount with(PaymentKind kind, long amount) {
        return switch (kind) {
            case PAYMENT -> new OrderAccount(shipping, taxesIncluded, paid + amount, refunded);
            case REFUND -> new OrderAccount(shipping, taxesIncluded, paid, refunded + amount);
        };
    }

    /** What the customer has paid and not got back; below zero where more was refunded than paid. */
    long settled() {
        return paid - refunded;
    }
}
