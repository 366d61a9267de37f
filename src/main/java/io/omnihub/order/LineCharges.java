package io.omnihub.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Discounts and taxes given with a line. They belong to so many units: of fewer, the customer has a part of them; more
 * units of the line, ordered later, bring no more of them.
 *
 * @param units that they were given for, 1 or more
 * @param discounts up to {@value #MAX}
 * @param taxes up to {@value #MAX}
 */
public record LineCharges(long units, List<Discount> discounts, List<Tax> taxes) {
    /** How many discounts, taxes or shipping charges are taken in one place. */
    public static final int MAX = 20;

    /** How many discounts and taxes an order has at most, so that its row of a file is no longer than a line may be. */
    public static final int MAX_OF_ORDER = 2_000;

    public static final LineCharges NONE = new LineCharges(1, List.of(), List.of());

    public LineCharges {
        discounts = List.copyOf(discounts);
        taxes = List.copyOf(taxes);
        if (units < 1 || discounts.size() > MAX || taxes.size() > MAX) {
            throw new IllegalArgumentException("a line's discounts and taxes are out of range");
        }
    }

    static LineCharges of(long units, List<Discount> discounts, List<Tax> taxes) {
        return discounts.isEmpty() && taxes.isEmpty() ? NONE : new LineCharges(units, discounts, taxes);
    }

    /** Whether discounts are more than what so many units cost. */
    public static boolean exceed(List<Discount> discounts, long unitPrice, long units) {
        long sum = Discount.sum(discounts);
        return sum > 0 && (unitPrice == 0 || Math.ceilDiv(sum, unitPrice) > units);
    }

    /** What is off the price of the first so many units. */
    long discount(long first) {
        return part(Discount.sum(discounts), first);
    }

    /** The taxes of the first so many units. */
    long tax(long first) {
        return part(Tax.sum(taxes), first);
    }

    /** What the units behind the first {@code from} have of them, up to {@code to}; it adds up to what those have in all. */
    public LineCharges between(long from, long to) {
        return of(
                Math.max(1, to - from),
                shared(discounts, Discount::amount, discount(to) - discount(from), LineCharges::with),
                shared(taxes, Tax::amount, tax(to) - tax(from), LineCharges::with));
    }

    private long part(long amount, long first) {
        return Proration.part(amount, Math.min(first, units), units);
    }

    private interface WithAmount<T> {
        T of(T given, long amount);
    }

    private static <T> List<T> shared(List<T> given, ToLongFunction<T> amount, long whole, WithAmount<T> with) {
        List<Long> shares =
                Proration.shares(whole, given.stream().map(amount::applyAsLong).toList());
        List<T> shared = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            shared.add(with.of(given.get(i), shares.get(i)));
        }
        return shared;
    }

    private static Discount with(Discount given, long amount) {
        return new Discount(given.code(), amount);
    }

    private static Tax with(Tax given, long amount) {
        return new Tax(given.name(), given.rate(), amount);
    }
}
