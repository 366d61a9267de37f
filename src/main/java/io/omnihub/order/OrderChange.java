package io.omnihub.order;

import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to be changed of an order; what is left out stays.
 *
 * @param lines up to {@value Order#MAX_LINES}, a line of the order once
 * @param collector who else may collect it, named with the delivery: in the place of who was named with the one before
 * @param customer in the place of all that is known of the one before
 * @param allowSplit whether what is planned for this may be split
 * @param allowBackorder likewise
 */
public record OrderChange(
        List<Line> lines,
        Optional<Delivery> delivery,
        Optional<String> collector,
        Optional<Contact> customer,
        Optional<Boolean> allowSplit,
        Optional<Boolean> allowBackorder) {
    public OrderChange {
        lines = List.copyOf(lines);
    }

    /** A line as it is to be. */
    public sealed interface Line {
        /** @param quantity 0 for none of it */
        record Change(int lineNumber, long quantity) implements Line {}

        /** A line that the order has not had. */
        record Addition(NewOrder.Line line) implements Line {}
    }

    /** Whom an order is for. */
    public record Contact(Optional<String> name, Optional<String> email, Optional<String> phone) {}

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return lines.isEmpty()
                && delivery.isEmpty()
                && customer.isEmpty()
                && allowSplit.isEmpty()
                && allowBackorder.isEmpty();
    }

    List<Line.Change> changes() {
        return lines.stream()
                .filter(Line.Change.class::isInstance)
                .map(Line.Change.class::cast)
                .toList();
    }

    List<Line.Addition> additions() {
        return lines.stream()
                .filter(Line.Addition.class::isInstance)
                .map(Line.Addition.class::cast)
                .toList();
    }

    Recipient recipient(Recipient before) {
        return new Recipient(
                customer.map(Contact::name).orElse(before.name()),
                customer.map(Contact::email).orElse(before.email()),
                customer.map(Contact::phone).orElse(before.phone()),
                delivery.orElse(before.delivery()),
                delivery.isPresent() ? collector : before.collector(),
                before.collected());
    }
}
