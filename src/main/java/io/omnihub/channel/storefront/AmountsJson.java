package io.omnihub.channel.storefront;

import io.omnihub.kernel.Money;
import io.omnihub.order.Amounts;
import io.omnihub.order.Order;
import io.omnihub.order.OrderLine;

/** What an order comes to, and what was paid for it. */
record AmountsJson(SumsJson original, SumsJson current, Money paid, Money refunded, Money due, Money refundDue) {
    record SumsJson(Money subtotal, Money discounts, Money shipping, Money taxes, Money total) {
        static SumsJson of(Amounts amounts, String currency) {
            return new SumsJson(
                    new Money(amounts.subtotal(), currency),
                    new Money(amounts.discounts(), currency),
                    new Money(amounts.shipping(), currency),
                    new Money(amounts.taxes(), currency),
                    new Money(amounts.total(), currency));
        }
    }

    /** The same of a line, to which no shipping belongs. */
    record LineAmountsJson(LineSumsJson original, LineSumsJson current) {
        static LineAmountsJson of(OrderLine line, Order order) {
            boolean taxesIncluded = order.account().taxesIncluded();
            return new LineAmountsJson(
                    LineSumsJson.of(line.amounts(line.ordered(), taxesIncluded), order.currency()),
                    LineSumsJson.of(line.amounts(line.kept(), taxesIncluded), order.currency()));
        }
    }

    record LineSumsJson(Money subtotal, Money discounts, Money taxes, Money total) {
        static LineSumsJson of(Amounts amounts, String currency) {
            return new LineSumsJson(
                    new Money(amounts.subtotal(), currency),
                    new Money(amounts.discounts(), currency),
                    new Money(amounts.taxes(), currency),
                    new Money(amounts.total(), currency));
        }
    }

    static AmountsJson of(Order order) {
        String currency = order.currency();
        return new AmountsJson(
                SumsJson.of(order.originalAmounts(), currency),
                SumsJson.of(order.currentAmounts(), currency),
                new Money(order.account().paid(), currency),
                new Money(order.account().refunded(), currency),
                new Money(order.due(), currency),
                new Money(order.refundDue(), currency));
    }
}
