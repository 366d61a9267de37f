package io.omnihub.order;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.sourcing.DeliveryMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * What a customer bought, without who that is.
 *
 * @param externalId the channel's own id of it, unique in the channel
 * @param currency of all its money
 * @param allowBackorder whether what was short may wait for stock
 * @param placedBy the caller's key
 * @param account what it costs besides its lines, and what was paid
 */
public record Order(
        UUID id,
        OrderNumber number,
        ChannelCode channel,
        String externalId,
        OrderState state,
        String currency,
        DeliveryMethod method,
        boolean allowSplit,
        boolean allowBackorder,
        Instant placedAt,
        UUID placedBy,
        OrderAccount account,
        List<OrderLine> lines) {
    public static final Table<UUID, Order> TABLE = new Table<>("order", 100);

    /** How many lines an order has at most. */
    public static final int MAX_LINES = 1_000;

    public Order {
        lines = List.copyOf(lines);
    }

    public Optional<OrderLine> line(int lineNumber) {
        return lineNumber >= 1 && lineNumber <= lines.size()
                ? Optional.of(lines.get(lineNumber - 1))
                : Optional.empty();
    }

    /** What all that was ever ordered comes to. */
    public Amounts originalAmounts() {
        return amounts(OrderLine::ordered);
    }

    /**
     * What is left of it comes to: of given discounts and taxes the part that the units left have. Shipping is charged whole
     * while anything is left, and what has reached the customer is; what came back is not charged, but its shipping is.
     */
    public Amounts currentAmounts() {
        return amounts(OrderLine::kept);
    }

    private Amounts amounts(ToLongFunction<OrderLine> units) {
        boolean anyLeft = lines.stream().anyMatch(line -> line.current() > 0 || units.applyAsLong(line) > 0);
        return lines.stream()
                .map(line -> line.amounts(units.applyAsLong(line), account.taxesIncluded()))
                .reduce(
                        anyLeft ? account.shippingAmounts() : new Amounts(0, 0, 0, 0, account.taxesIncluded()),
                        Amounts::plus);
    }

    /** Whether anything was given or paid besides prices. */
    boolean hasCharges() {
        return !account.equals(OrderAccount.NONE)
                || lines.stream().anyMatch(line -> !line.charges().equals(LineCharges.NONE));
    }

    /** What the customer has still to pay. */
    public long due() {
        return Math.max(0, balance());
    }

    /** Whether somebody still has to pay for it. */
    public boolean isUnpaid() {
        return state != OrderState.CANCELLED && due() > 0;
    }

    /** What the customer has still to get back. */
    public long refundDue() {
        return Math.max(0, -balance());
    }

    /**
     * Of what came due at some time, what is still to be given back.
     *
     * @param paymentsReported whether every payment is; else the hub cannot know of an order without any, and it is all of it
     */
    public long refundDueOf(long amount, boolean paymentsReported) {
        boolean isKnown = paymentsReported || account.paid() > 0;
        return isKnown ? Math.min(amount, refundDue()) : amount;
    }

    /** How much can still be recorded as given back. */
    public long refundable() {
        return account.left(PaymentKind.REFUND);
    }

    private long balance() {
        return currentAmounts().total() - account.settled();
    }

    /** @param units per line number, no more than is left */
    Order cancel(Map<Integer, Long> units) {
        List<OrderLine> fewer = lines.stream()
                .map(line -> line.cancel(units.getOrDefault(line.lineNumber(), 0L)))
                .toList();
        boolean nothingLeft = fewer.stream().allMatch(line -> line.current() == 0);
        return with(nothingLeft ? OrderState.CANCELLED : state, account, fewer);
    }

    /** Whether nothing can happen to it any more. */
    boolean isOver() {
        return state == OrderState.COMPLETED || state == OrderState.CANCELLED;
    }

    /** As its customer wants it now. */
    Order edited(DeliveryMethod newMethod, boolean split, boolean backorder, List<OrderLine> newLines) {
        return new Order(
                id,
                number,
                channel,
                externalId,
                state,
                currency,
                newMethod,
                split,
                backorder,
                placedAt,
                placedBy,
                account,
                newLines);
    }

    /** In the state that follows from what has become of its parts. */
    private Order following(OrderFulfillment fulfillment) {
        if (fulfillment.parts().isEmpty() || state == OrderState.CANCELLED) {
            return this;
        }
        boolean done = lines.stream().allMatch(line -> fulfillment.fulfilled(line.lineNumber()) >= line.current());
        boolean begun = state == OrderState.PLACED && fulfillment.isUnderWay();
        return done
                ? with(OrderState.COMPLETED, account, lines)
                : begun ? with(OrderState.PROCESSING, account, lines) : this;
    }

    /** Puts it, in the state that follows from its parts, among the changes; that it is completed now is announced. */
    Order follow(Order before, OrderFulfillment fulfillment, Changes changes) {
        Order followed = following(fulfillment);
        if (!followed.equals(before)) {
            changes.put(TABLE, id, followed);
        }
        if (followed.state() == OrderState.COMPLETED && before.state() != OrderState.COMPLETED) {
            changes.announce(OrderEvents.completed(followed));
        }
        return followed;
    }

    /**
     * With units that came back.
     *
     * @param units per line number, no more than are kept
     */
    public Order giveBack(Map<Integer, Long> units) {
        return with(
                state,
                account,
                lines.stream()
                        .map(line -> line.giveBack(units.getOrDefault(line.lineNumber(), 0L)))
                        .toList());
    }

    /** How much of that kind can still be recorded. */
    public long left(PaymentKind kind) {
        return account.left(kind);
    }

    /** With a payment or refund that was reported, which is kept and announced among the changes. */
    public Order settle(Payment payment, Changes changes) {
        Order settled =
                with(state, account.with(payment.kind(), payment.amount().amount()), lines);
        changes.put(TABLE, id, settled)
                .append(Payment.LOG, payment)
                .announce(OrderEvents.paymentRecorded(settled, payment));
        return settled;
    }

    Order withLines(List<OrderLine> all) {
        return with(state, account, all);
    }

    private Order with(OrderState newState, OrderAccount newAccount, List<OrderLine> newLines) {
        return new Order(
                id,
                number,
                channel,
                externalId,
                newState,
                currency,
                method,
                allowSplit,
                allowBackorder,
                placedAt,
                placedBy,
                newAccount,
                newLines);
    }
}
