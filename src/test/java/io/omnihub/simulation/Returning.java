package io.omnihub.simulation;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Versions;
import io.omnihub.order.NewOrder;
import io.omnihub.order.NewPayment;
import io.omnihub.order.Order;
import io.omnihub.order.OrderLine;
import io.omnihub.order.PaymentKind;
import io.omnihub.returns.NewReturn;
import io.omnihub.returns.Return;
import io.omnihub.returns.ReturnStep;
import io.omnihub.returns.ReturnWork;
import io.omnihub.returns.SimulatedReturns;
import io.omnihub.returns.TakenBack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Customers who bring things back, and people who look at them. */
final class Returning {
    /** How many returns are under way at a time. */
    private static final int OPEN_RETURNS = 6;

    private Returning() {}

    static Optional<Command<?>> any(Retailer retailer) {
        Draw draw = retailer.draw;
        List<Return> open = retailer.returns.returns.rows().values().stream()
                .filter(one -> !one.steps().isEmpty())
                .toList();
        if (open.size() < OPEN_RETURNS && draw.chance(0.3)) {
            return draw.chance(0.2) ? Optional.of(takenBack(retailer)) : asked(retailer);
        }
        return draw.any(open).map(one -> step(retailer, one));
    }

    private static Command<?> takenBack(Retailer retailer) {
        Draw draw = retailer.draw;
        UUID id = retailer.ids.next();
        var line = new TakenBack.Line(draw.oneOf(Retailer.SKUS), draw.between(1, 2), Optional.empty());
        return SimulatedReturns.takeBack(
                id, retailer.somebody(), new TakenBack(id.toString(), draw.oneOf(Retailer.LOCATIONS), List.of(line)));
    }

    /** Mostly of an order of which something has arrived. */
    private static Optional<Command<?>> asked(Retailer retailer) {
        Draw draw = retailer.draw;
        List<Order> orders = List.copyOf(retailer.orders.orders.rows().values());
        List<Order> arrived = orders.stream()
                .filter(order -> order.lines().stream()
                        .anyMatch(line ->
                                retailer.orders.fulfillmentOf(order.id()).fulfilled(line.lineNumber()) > 0))
                .toList();
        return draw.any(draw.chance(0.9) ? arrived : orders).map(order -> {
            OrderLine line = draw.oneOf(order.lines());
            var wanted = new NewReturn.Line(line.lineNumber(), draw.between(1, 2), Optional.empty());
            return SimulatedReturns.request(
                    retailer.ids.next(), retailer.somebody(), retailer.orders.details(order.id()), List.of(wanted));
        });
    }

    private static Command<?> step(Retailer retailer, Return found) {
        Draw draw = retailer.draw;
        Actor actor = retailer.somebody();
        Optional<Versions> expected = Actions.versions(draw, found.version());
        ReturnStep step = draw.chance(0.95) ? draw.oneOf(found.steps()) : draw.oneOf(ReturnStep.values());
        if (step == ReturnStep.EXCHANGE && found.source().isPresent()) {
            UUID id = retailer.ids.next();
            NewOrder wanted =
                    Actions.newOrder(retailer, id, found.source().get().channel());
            return SimulatedReturns.exchange(actor, found, Actions.placing(retailer, id, wanted), expected);
        }
        return SimulatedReturns.carryOut(retailer.ids.next(), actor, found, work(retailer, found, step), expected);
    }

    private static ReturnWork work(Retailer retailer, Return found, ReturnStep step) {
        Draw draw = retailer.draw;
        Return.Line line = draw.oneOf(found.lines());
        return switch (step) {
            case RECEIVE ->
                new ReturnWork.Receive(
                        draw.oneOf(Retailer.LOCATIONS),
                        draw.chance(0.7) ? Map.of() : Map.of(line.lineNumber(), (long) draw.between(0, 2)));
            case INSPECT -> new ReturnWork.Inspect(List.of(inspected(draw, line)));
            case REFUND ->
                new ReturnWork.Refund(found.refund()
                        .filter(due -> due.amount() > 0)
                        .map(due -> new NewPayment(
                                retailer.ids.next().toString(),
                                PaymentKind.REFUND,
                                new Money(due.amount() + (draw.chance(0.1) ? 1 : 0), due.currency()),
                                Optional.empty(),
                                Optional.empty())));
            case APPROVE, REFUSE, CANCEL, SEND, CLOSE, EXCHANGE -> new ReturnWork.Plain(step, Optional.empty());
        };
    }

    private static Return.Inspected inspected(Draw draw, Return.Line line) {
        long units = draw.chance(0.9) ? line.uninspected() : draw.between(0, 3);
        return switch (draw.between(0, 2)) {
            case 0 -> new Return.Inspected(line.lineNumber(), units, 0, 0);
            case 1 -> new Return.Inspected(line.lineNumber(), 0, units, 0);
            default -> new Return.Inspected(line.lineNumber(), 0, 0, units);
        };
    }

    /** Takes what is over off the tables, and what is of orders that are gone. */
    static void forget(Retailer retailer) {
        List.copyOf(retailer.returns.returns.rows().values()).stream()
                .filter(one -> one.source()
                        .map(of -> retailer.orders.orders.find(of.orderId()).isEmpty())
                        .orElseGet(() -> one.steps().isEmpty()))
                .map(Return::id)
                .forEach(retailer.returns.returns::remove);
    }
}
