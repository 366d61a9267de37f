package io.omnihub.channel.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.kernel.Money;
import io.omnihub.order.Discount;
import io.omnihub.order.ShippingCharge;
import io.omnihub.order.Tax;
import java.util.List;
import java.util.Optional;

/** Given charges as the contract shows and takes them. */
public final class ChargesJson {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record DiscountJson(Optional<String> code, Money amount) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record TaxJson(String name, Optional<Double> rate, Money amount) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ShippingJson(String name, Money amount, List<TaxJson> taxes) {}

    private ChargesJson() {}

    public static List<DiscountJson> discounts(List<Discount> discounts, String currency) {
        return discounts.stream()
                .map(discount -> new DiscountJson(discount.code(), new Money(discount.amount(), currency)))
                .toList();
    }

    public static List<TaxJson> taxes(List<Tax> taxes, String currency) {
        return taxes.stream()
                .map(tax -> new TaxJson(tax.name(), tax.rate(), new Money(tax.amount(), currency)))
                .toList();
    }

    public static List<ShippingJson> shipping(List<ShippingCharge> shipping, String currency) {
        return shipping.stream()
                .map(charge -> new ShippingJson(
                        charge.name(), new Money(charge.amount(), currency), taxes(charge.taxes(), currency)))
                .toList();
    }
}
