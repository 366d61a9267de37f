package io.omnihub.simulation;

import io.omnihub.engine.Command;
import io.omnihub.order.Order;
import io.omnihub.order.OrderChange;
import io.omnihub.order.OrderChange.Line;
import io.omnihub.order.OrderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What customers and those who help them change of orders. */
final class Edits {
    /** Orders that grew to this stay as long. */
    private static final int LONG = 6;

    private Edits() {}

    /** Mostly of an order that is open. */
    static Optional<Command<?>> any(Retailer retailer) {
        Draw draw = retailer.draw;
        List<Order> orders = retailer.orders.orders.rows().values().stream()
                .filter(order -> Actions.isOpen(order) || draw.chance(0.05))
                .toList();
        return draw.any(orders)
                .map(order -> retailer.orders.edit(
                        retailer.ids.next(),
                        retailer.somebody(),
                        order.id(),
                        change(draw, order),
                        retailer.catalog.copy(),
                        Actions.taken(retailer),
                        retailer.clock.instant()));
    }

    private static OrderChange change(Draw draw, Order order) {
        return new OrderChange(
                lines(draw, order),
                draw.chance(0.25) ? Optional.of(Actions.delivery(draw)) : Optional.empty(),
                draw.chance(0.1) ? Optional.of("A friend") : Optional.empty(),
                draw.chance(0.1) ? Optional.of(contact()) : Optional.empty(),
                draw.chance(0.1) ? Optional.of(draw.chance(0.5)) : Optional.empty(),
                draw.chance(0.1) ? Optional.of(draw.chance(0.5)) : Optional.empty());
    }

    private static OrderChange.Contact contact() {
        return new OrderChange.Contact(Optional.of("Somebody else"), Optional.empty(), Optional.empty());
    }

    /** At times of a line that there is not. */
    private static List<Line> lines(Draw draw, Order order) {
        List<Line> lines = new ArrayList<>();
        for (OrderLine line : draw.some(order.lines(), draw.between(0, 2))) {
            int number = draw.chance(0.02) ? line.lineNumber() + 9 : line.lineNumber();
            lines.add(new Line.Change(number, draw.between(0, 4)));
        }
        if (order.lines().size() < LONG && draw.chance(0.3)) {
            lines.add(new Line.Addition(Actions.line(draw)));
        }
        return lines;
    }
}
