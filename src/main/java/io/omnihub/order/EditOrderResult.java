package io.omnihub.order;

import io.omnihub.kernel.Wire;
import io.omnihub.sourcing.Demand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What became of an edit; refusals in the order in which they are looked for. */
public sealed interface EditOrderResult {
    /**
     * @param details the order as it is now
     * @param repeated whether an earlier call edited this
     */
    record Edited(OrderEdit edit, OrderDetails details, boolean repeated) implements EditOrderResult {}

    /** It stays as it was. */
    sealed interface Refused extends EditOrderResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements Refused {}

    /**
     * {@code not-editable}
     *
     * @param parts those that are in the way
     */
    record NotEditable(Why why, List<UUID> parts) implements Refused {}

    /** Why an order cannot be edited so, in order of precedence. */
    enum Why implements Wire {
        /** It is completed or cancelled. */
        OVER,
        /** Nothing would be left of it. */
        NOTHING_LEFT,
        /** Parts are blocked, and it would get around that: they would be made anew, or more beside them. */
        BLOCKED,
        /** Parts are picked, for where they go to now. */
        PICKED,
        /** Parts have left, or wait for whom they were for. */
        HANDED_OVER,
        /** It was edited so often that it has come to be in too many parts. */
        TOO_MANY_PARTS
    }

    /** {@code unknown-line} */
    record UnknownLines(Set<Integer> lineNumbers) implements Refused {}

    /** {@code too-many-lines} */
    record TooManyLines() implements Refused {}

    /** {@code quantity-out-of-range}: more than that were ordered of these lines in all. */
    record BeyondQuantity(Set<Integer> lineNumbers) implements Refused {}

    /** {@code too-many-entries}: the order would have too many discounts and taxes. */
    record TooManyCharges() implements Refused {}

    /** {@code money-out-of-range} */
    record BeyondTotal() implements Refused {}

    /**
     * {@code quantity-not-cancellable}: fewer are wanted of lines than are picked of them.
     *
     * @param freed units to be taken off, by line number
     * @param cancellable units that nobody has picked, by line number
     */
    record NotCancellable(Map<Integer, Long> freed, Map<Integer, Long> cancellable) implements Refused {}

    /**
     * What is wanted more of, or elsewhere, cannot be had, for the reasons that placing has.
     *
     * @param wanted what was to be sourced
     */
    record NotSourced(PlaceOrderResult.Refused why, List<Demand.Line> wanted) implements Refused {}
}
