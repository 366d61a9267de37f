package io.omnihub.channel.storefront;

import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.ProblemException;
import io.omnihub.order.Discount;
import io.omnihub.order.LineCharges;
import io.omnihub.order.ShippingCharge;
import io.omnihub.order.Tax;
import java.util.List;

/**
 * Reads the money of an order: prices, discounts, taxes and shipping.
 *
 * @param currency of all of it
 */
record ChargesBody(String currency) {
    private static final int MAX_NAME = 50;

    long unitPrice(Field line) {
        return own(line.at("unitPrice"), Money.MAX_PRICE);
    }

    /** Those of a line, where they are no more than it costs. */
    List<Discount> discounts(Field line, long unitPrice, long quantity) {
        List<Discount> discounts = line.maybe("discounts").map(this::discounts).orElse(List.of());
        if (LineCharges.exceed(discounts, unitPrice, quantity)) {
            throw Refusals.field(
                    "money-out-of-range",
                    "Money is out of range",
                    line.at("discounts").pointer(),
                    "The line costs %,d minor units; its discounts are more.".formatted(unitPrice * quantity));
        }
        return discounts;
    }

    private List<Discount> discounts(Field given) {
        return given.items(0, LineCharges.MAX, "too-many-entries").stream()
                .map(discount -> discount.object("code", "amount"))
                .map(discount ->
                        new Discount(discount.maybe("code").map(code -> code.text(MAX_NAME)), amount(discount)))
                .toList();
    }

    /** Those of a line or of shipping. */
    List<Tax> taxes(Field charged) {
        return charged.maybe("taxes")
                .map(given -> given.items(0, LineCharges.MAX, "too-many-entries").stream()
                        .map(tax -> tax.object("name", "rate", "amount"))
                        .map(tax -> new Tax(
                                tax.at("name").text(MAX_NAME),
                                tax.maybe("rate").map(rate -> rate.number(0, 1)),
                                amount(tax)))
                        .toList())
                .orElse(List.of());
    }

    List<ShippingCharge> shipping(Field order) {
        return order.maybe("shipping")
                .map(given -> given.items(0, LineCharges.MAX, "too-many-entries").stream()
                        .map(charge -> charge.object("name", "amount", "taxes"))
                        .map(charge ->
                                new ShippingCharge(charge.at("name").text(MAX_NAME), amount(charge), taxes(charge)))
                        .toList())
                .orElse(List.of());
    }

    private long amount(Field owner) {
        return own(owner.at("amount"), Money.MAX_TOTAL);
    }

    private long own(Field given, long max) {
        Money money = given.money(0, max);
        if (!money.currency().equals(currency)) {
            throw otherCurrency(given.at("currency").pointer(), currency);
        }
        return money.amount();
    }

    static ProblemException otherCurrency(String pointer, String currency) {
        return Refusals.field(
                "currency-mismatch", "Currencies differ", pointer, "Must be " + currency + ", as the order's.");
    }
}
