package io.omnihub.kernel;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An amount in the minor unit of its ISO 4217 currency (pence, cents). Sums are exact or fail.
 *
 * @param amount minor units
 * @param currency three capital letters, for instance {@code GBP}
 */
public record Money(long amount, String currency) {
    /** The largest price of one unit, in minor units. */
    public static final long MAX_PRICE = 1_000_000_000_000L;

    /** The largest total of an order, in minor units. */
    public static final long MAX_TOTAL = 1_000_000_000_000_000L;

    private static final Set<String> CURRENCIES =
            Currency.availableCurrencies().map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());

    public Money {
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("not a currency of ISO 4217: '" + currency + "'");
        }
    }

    public static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    /** The same amount, where it is 0 to {@link #MAX_TOTAL}. */
    public static long requireTotal(long amount) {
        if (amount < 0 || amount > MAX_TOTAL) {
            throw new IllegalArgumentException("an amount is 0 to " + MAX_TOTAL + " minor units, not " + amount);
        }
        return amount;
    }

    /**
     * @throws ArithmeticException when the sum does not fit in 64 bits
     * @throws IllegalArgumentException when the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    /** @throws ArithmeticException when the product does not fit in 64 bits */
    public Money times(long factor) {
        return new Money(Math.multiplyExact(amount, factor), currency);
    }
}
