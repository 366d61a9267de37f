package io.omnihub.order;

import io.omnihub.kernel.Money;
import java.util.List;

/**
 * What bringing an order to its customer costs them.
 *
 * @param amount in the minor unit of the order's currency
 * @param taxes of it, up to {@value LineCharges#MAX}
 */
public record ShippingCharge(String name, long amount, List<Tax> taxes) {
    public ShippingCharge {
        taxes = List.copyOf(taxes);
        Money.requireTotal(amount);
        if (taxes.size() > LineCharges.MAX) {
            throw new IllegalArgumentException("a shipping charge has too many taxes");
        }
    }
}
