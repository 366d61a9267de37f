package io.omnihub.order;

import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import io.omnihub.order.EditOrderResult.BeyondQuantity;
import io.omnihub.order.EditOrderResult.BeyondTotal;
import io.omnihub.order.EditOrderResult.NotCancellable;
import io.omnihub.order.EditOrderResult.NotEditable;
import io.omnihub.order.EditOrderResult.Refused;
import io.omnihub.order.EditOrderResult.TooManyCharges;
import io.omnihub.order.EditOrderResult.TooManyLines;
import io.omnihub.order.EditOrderResult.UnknownLines;
import io.omnihub.order.EditOrderResult.Why;
import io.omnihub.order.OrderChange.Line;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an edit makes of an order: which units it frees, and which have to be sourced. */
record Editing(OrderChange change, Order order, Recipient recipient, OrderFulfillment fulfillment) {
    /** Why the edit cannot be; what it makes of the order is defined only where this is empty. */
    Optional<Refused> refusal() {
        return wrongLines().or(this::isGivenBack).or(this::leavesNothing).or(this::isTooLate);
    }

    private Optional<Refused> wrongLines() {
        if (order.isOver()) {
            return Optional.of(new NotEditable(Why.OVER, List.of()));
        }
        Set<Integer> unknown = numbers(line -> order.line(line.lineNumber()).isEmpty());
        if (!unknown.isEmpty()) {
            return Optional.of(new UnknownLines(unknown));
        }
        if (order.lines().size() + change.additions().size() > Order.MAX_LINES) {
            return Optional.of(new TooManyLines());
        }
        Set<Integer> beyond = numbers(line -> {
            OrderLine before = order.line(line.lineNumber()).orElseThrow();
            return line.quantity() - before.current() > Quantity.MAX - before.ordered();
        });
        return beyond.isEmpty() ? Optional.empty() : Optional.of(new BeyondQuantity(beyond));
    }

    private Set<Integer> numbers(Predicate<Line.Change> those) {
        return change.changes().stream()
                .filter(those)
                .map(Line.Change::lineNumber)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What came back has reached the customer before, and is not taken off once more. */
    private Optional<Refused> isGivenBack() {
        Map<Integer, Long> asked = new TreeMap<>();
        change.changes().forEach(line -> {
            OrderLine before = order.line(line.lineNumber()).orElseThrow();
            if (line.quantity() < before.returned()) {
                asked.put(line.lineNumber(), before.current() - line.quantity());
            }
        });
        return asked.isEmpty() ? Optional.empty() : Optional.of(new NotCancellable(asked, cancellable(asked)));
    }

    private Map<Integer, Long> cancellable(Map<Integer, Long> fewer) {
        return fewer.keySet().stream().collect(Collectors.toMap(line -> line, fulfillment::cancellable));
    }

    private Optional<Refused> leavesNothing() {
        List<OrderLine> lines = after().lines();
        if (lines.stream().allMatch(line -> line.current() == 0)) {
            return Optional.of(new NotEditable(Why.NOTHING_LEFT, List.of()));
        }
        return tooMuchGiven(lines);
    }

    /** All that was ever ordered counts, as in placing. */
    private Optional<Refused> tooMuchGiven(List<OrderLine> lines) {
        List<NewOrder.Line> ordered = lines.stream()
                .map(line -> new NewOrder.Line(
                        line.sku(),
                        line.ordered(),
                        line.unitPrice(),
                        line.charges().discounts(),
                        line.charges().taxes()))
                .toList();
        List<ShippingCharge> shipping = order.account().shipping();
        if (NewOrder.charges(ordered, shipping) > LineCharges.MAX_OF_ORDER) {
            return Optional.of(new TooManyCharges());
        }
        return NewOrder.isTotalInRange(ordered, shipping) ? Optional.empty() : Optional.of(new BeyondTotal());
    }

    private Optional<Refused> isTooLate() {
        Map<Integer, Long> fewer = fewer();
        Map<Integer, Long> cancellable = cancellable(fewer);
        if (fewer.entrySet().stream().anyMatch(line -> line.getValue() > cancellable.getOrDefault(line.getKey(), 0L))) {
            return Optional.of(new NotCancellable(fewer, cancellable));
        }
        Optional<Refused> blocked = isMoved() || isWhole() || !more().isEmpty()
                ? inTheWay(Why.BLOCKED, FulfillmentOrder::isBlocked)
                : Optional.empty();
        if (blocked.isPresent()) {
            return blocked;
        }
        if (isMoved() || isWhole()) {
            return inTheWay(Why.PICKED, FulfillmentOrder::hasPicked);
        }
        return isForSomebodyElse() ? inTheWay(Why.HANDED_OVER, FulfillmentOrder::isWithCustomer) : Optional.empty();
    }

    private Optional<Refused> inTheWay(Why why, Predicate<FulfillmentOrder> those) {
        List<FulfillmentOrder> parts =
                fulfillment.parts().stream().filter(those).toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new NotEditable(
                        why, parts.stream().map(FulfillmentOrder::id).toList()));
    }

    /** The order as it is wanted, in the state in which it was. */
    Order after() {
        List<OrderLine> lines = new ArrayList<>(order.lines());
        for (Line.Change line : change.changes()) {
            lines.set(line.lineNumber() - 1, lines.get(line.lineNumber() - 1).wanting(line.quantity()));
        }
        for (Line.Addition addition : change.additions()) {
            lines.add(addition.line().numbered(lines.size() + 1));
        }
        return order.edited(
                newRecipient().delivery().method(),
                change.allowSplit().orElse(order.allowSplit()),
                change.allowBackorder().orElse(order.allowBackorder()),
                lines);
    }

    Recipient newRecipient() {
        return change.recipient(recipient);
    }

    boolean isMoved() {
        return isElsewhere() || !newRecipient().delivery().equals(recipient.delivery());
    }

    /** A store that is named is meant for all that is still to be collected, also for what was offered elsewhere since. */
    private boolean isElsewhere() {
        return change.delivery()
                .filter(wanted -> !wanted.demanded().equals(recipient.delivery().demanded())
                        || (wanted instanceof Delivery.Pickup(var store) && !fulfillment.isBoundFor(store)))
                .isPresent();
    }

    boolean isForSomebodyElse() {
        return !newRecipient().people().equals(recipient.people());
    }

    List<OrderEdit.Line> lines() {
        return after().lines().stream()
                .map(line -> new OrderEdit.Line(line.lineNumber(), line.sku(), before(line), line.current()))
                .filter(line -> line.before() != line.after())
                .toList();
    }

    /** Units to be given back, by line number: all, where all of it is planned anew. */
    Map<Integer, Long> freed() {
        if (!isWhole()) {
            return fewer();
        }
        Map<Integer, Long> all = new TreeMap<>();
        order.lines().forEach(line -> all.put(line.lineNumber(), fulfillment.cancellable(line.lineNumber())));
        all.values().removeIf(units -> units == 0);
        return all;
    }

    /** Units to be sourced: all, where all of it is planned anew. */
    List<Demand.Line> wanted() {
        boolean whole = isWhole();
        return after().lines().stream()
                .map(line -> Map.entry(line, whole ? line.current() : line.current() - before(line)))
                .filter(line -> line.getValue() > 0)
                .map(line -> new Demand.Line(
                        line.getKey().lineNumber(),
                        line.getKey().sku(),
                        line.getValue(),
                        line.getKey().unitPrice()))
                .toList();
    }

    /** What is wanted more of, which must be saleable. */
    Set<Sku> more() {
        return lines().stream()
                .filter(line -> line.after() > line.before())
                .map(OrderEdit.Line::sku)
                .collect(Collectors.toSet());
    }

    /** What the parts that are made keep: without the locations that gave parts of this order up. */
    KeptDemand kept() {
        Order after = after();
        return fulfillment.avoiding(
                new KeptDemand(
                        order.channel(), demanded(), after.allowSplit(), after.allowBackorder(), Set.of(), Set.of()),
                wanted().stream().map(Demand.Line::sku).collect(Collectors.toSet()));
    }

    /** Where it is to be collected as it stands. */
    Optional<LocationCode> collectedAt() {
        return recipient.delivery() instanceof Delivery.Pickup(var store) ? Optional.of(store) : Optional.empty();
    }

    /** What is collected somewhere already has the rest brought there. */
    private Demand.Delivery demanded() {
        Demand.Delivery wanted = newRecipient().delivery().demanded();
        return !(wanted instanceof Demand.Delivery.Ship) && !isWhole()
                ? fulfillment
                        .handoverAt()
                        .<Demand.Delivery>map(Demand.Delivery.Pickup::new)
                        .orElse(wanted)
                : wanted;
    }

    /**
     * Whether all of it is planned anew: it is wanted elsewhere, or more of it is wanted and one location has to send it
     * all. An address that lies where the one before did moves nothing.
     */
    private boolean isWhole() {
        Order after = after();
        return isElsewhere()
                || (!after.allowSplit()
                        && after.method() == DeliveryMethod.SHIP
                        && lines().stream().anyMatch(line -> line.after() > line.before()));
    }

    private Map<Integer, Long> fewer() {
        return lines().stream()
                .filter(line -> line.after() < line.before())
                .collect(Collectors.toMap(
                        OrderEdit.Line::lineNumber, line -> line.before() - line.after(), Long::sum, TreeMap::new));
    }

    private long before(OrderLine line) {
        return order.line(line.lineNumber()).map(OrderLine::current).orElse(0L);
    }
}
