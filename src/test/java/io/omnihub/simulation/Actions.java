package io.omnihub.simulation;

import io.omnihub.catalog.Answers;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.SimulatedCatalog;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.MemoryDueWork;
import io.omnihub.fulfillment.FulfillmentWork;
import io.omnihub.hold.Hold;
import io.omnihub.hold.NewHold;
import io.omnihub.hold.SimulatedHolds;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.inventory.AdjustmentReason;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.SimulatedStock;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import io.omnihub.order.Delivery;
import io.omnihub.order.Discount;
import io.omnihub.order.NewOrder;
import io.omnihub.order.Order;
import io.omnihub.order.OrderState;
import io.omnihub.order.PlaceOrderResult;
import io.omnihub.order.Recipient;
import io.omnihub.order.ShippingCharge;
import io.omnihub.order.SimulatedOrders;
import io.omnihub.order.Tax;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Everything that is done to a simulated retailer. A new command of the hub is one more line here. */
final class Actions {
    static final String LEARN = "learn";

    static final List<Action> ALL = List.of(
            new Action("place", 14, Actions::place),
            new Action("cancel", 5, Actions::cancel),
            new Action("edit", 5, Edits::any),
            new Action("step", 45, Steps::any),
            new Action("transfer", 2, Transports::wish),
            new Action("move", 14, Transports::any),
            new Action("due", 40, Actions::due),
            new Action("adjust", 6, Actions::adjust),
            new Action("hold", 4, Actions::hold),
            new Action("release", 2, Actions::release),
            new Action("switch", 2, Actions::switching),
            new Action(LEARN, 1, Actions::learn),
            new Action("receipt", 4, Delivering::any),
            new Action("count", 2, Counting::atOnce),
            new Action("cycle-count", 4, Counting::cycle),
            new Action("return", 8, Returning::any),
            new Action("safety-stock", 1, Actions::safetyStock),
            new Action("take-over", 1, Actions::takeOver),
            new Action("refill", 4, Transports::refill));

    /** More than these are not begun, so that every order has its turn. */
    private static final int OPEN_ORDERS = 40;

    /** Below this, goods come in. */
    private static final int FEW_UNITS = 70;

    private Actions() {}

    private static Optional<Command<?>> place(Retailer retailer) {
        Draw draw = retailer.draw;
        long open = retailer.orders.orders.rows().values().stream()
                .filter(Actions::isOpen)
                .count();
        if (open >= OPEN_ORDERS) {
            return Optional.empty();
        }
        UUID id = retailer.ids.next();
        return Optional.of(placing(retailer, id, newOrder(retailer, id, draw.oneOf(Retailer.CHANNELS))));
    }

    static NewOrder newOrder(Retailer retailer, UUID id, ChannelCode channel) {
        Draw draw = retailer.draw;
        List<NewOrder.Line> lines = new ArrayList<>();
        for (int i = draw.between(1, 3); i > 0; i--) {
            lines.add(line(draw));
        }
        return new NewOrder(
                channel,
                id.toString(),
                "GBP",
                lines,
                recipient(draw),
                draw.chance(0.7),
                draw.chance(0.4),
                draw.chance(0.3) ? holds(retailer, channel) : List.of(),
                draw.chance(0.5) ? List.of(new ShippingCharge("parcel", 395, taxes(draw, 395))) : List.of(),
                draw.chance(0.5));
    }

    static Command<PlaceOrderResult> placing(Retailer retailer, UUID id, NewOrder order) {
        return SimulatedOrders.place(
                id, retailer.somebody(), order, retailer.catalog.copy(), taken(retailer), retailer.clock.instant());
    }

    /** Amounts that do not divide by the units. */
    static NewOrder.Line line(Draw draw) {
        int quantity = draw.between(1, 3);
        long price = draw.between(0, 3) * 500L;
        List<Discount> discounts = price > 0 && draw.chance(0.4)
                ? List.of(new Discount(Optional.empty(), draw.between(1, 500)))
                : List.of();
        return new NewOrder.Line(draw.oneOf(Retailer.SKUS), quantity, price, discounts, taxes(draw, price * quantity));
    }

    private static List<Tax> taxes(Draw draw, long of) {
        return draw.chance(0.5) ? List.of(new Tax("VAT", Optional.of(0.2), of / 6)) : List.of();
    }

    /** Mostly the channel's own. */
    private static List<UUID> holds(Retailer retailer, ChannelCode channel) {
        List<UUID> holds = retailer.holds.held.rows().values().stream()
                .filter(hold -> hold.channel().equals(channel) || retailer.draw.chance(0.02))
                .map(Hold::id)
                .toList();
        return retailer.draw.some(holds, 2);
    }

    static boolean isOpen(Order order) {
        return order.state() == OrderState.PLACED || order.state() == OrderState.PROCESSING;
    }

    private static Recipient recipient(Draw draw) {
        return new Recipient(
                Optional.empty(), Optional.empty(), Optional.empty(), delivery(draw), Optional.empty(), List.of());
    }

    static Delivery delivery(Draw draw) {
        return switch (draw.between(0, 3)) {
            case 0 -> new Delivery.Pickup(draw.oneOf(Retailer.LOCATIONS));
            case 1 -> new Delivery.PickupNearest(near(draw), Optional.of(300.0));
            default ->
                new Delivery.Ship(new Recipient.Address(
                        "1 Street",
                        Optional.empty(),
                        "Town",
                        Optional.empty(),
                        Optional.empty(),
                        "GB",
                        draw.chance(0.8) ? Optional.of(near(draw)) : Optional.empty()));
        };
    }

    private static GeoPoint near(Draw draw) {
        return new GeoPoint(50 + draw.random.nextDouble() * 5, -3 + draw.random.nextDouble() * 3);
    }

    /** Daily capacity is only counted now and then, so any number will do. */
    static Map<LocationCode, Long> taken(Retailer retailer) {
        return Map.of(retailer.draw.oneOf(Retailer.LOCATIONS), (long) retailer.draw.between(0, 30));
    }

    private static Optional<Command<?>> cancel(Retailer retailer) {
        Draw draw = retailer.draw;
        return draw.any(retailer.orders.orders.rows().values()).map(order -> {
            Map<Integer, Long> units = new TreeMap<>();
            if (draw.chance(0.6)) {
                for (int i = draw.between(1, 2); i > 0; i--) {
                    units.put(draw.between(1, order.lines().size() + (draw.chance(0.1) ? 1 : 0)), (long)
                            draw.between(1, draw.chance(0.8) ? 2 : 9));
                }
            }
            return retailer.orders.cancel(retailer.ids.next(), retailer.somebody(), order.id(), units);
        });
    }

    /** A worker takes the earliest, or one of many that takes any. */
    private static Optional<Command<?>> due(Retailer retailer) {
        List<DueWork> due = retailer.dueWork.due(retailer.clock.instant());
        if (due.isEmpty()) {
            return Optional.empty();
        }
        DueWork work = retailer.draw.chance(0.5) ? due.getFirst() : retailer.draw.oneOf(due);
        return Optional.of(effect(retailer, work));
    }

    /** Work whose part is gone with its order is done without an effect. */
    static Command<?> effect(Retailer retailer, DueWork work) {
        UUID id = retailer.ids.next();
        return MemoryDueWork.effect(
                work,
                Delivering.effect(retailer, id, work)
                        .or(() -> retailer.orders.effect(
                                id,
                                retailer.ids::next,
                                work,
                                retailer.catalog.copy(),
                                taken(retailer),
                                retailer.clock.instant()))
                        .orElseGet(() -> MemoryDueWork.nothing(id)));
    }

    /** How late something is reported at most. */
    static final Duration REPORTED_WITHIN = Duration.ofHours(1);

    private static Optional<Command<?>> adjust(Retailer retailer) {
        Draw draw = retailer.draw;
        long units = retailer.stock.levels.rows().values().stream()
                .mapToLong(StockLevel::availableToFulfil)
                .sum();
        AdjustmentReason reason = draw.chance(units < FEW_UNITS ? 0.9 : 0.2)
                ? AdjustmentReason.RECEIPT
                : draw.oneOf(AdjustmentReason.values());
        List<Entry> entries = new ArrayList<>();
        for (int i = draw.between(1, 4); i > 0; i--) {
            entries.add(new Entry(cell(draw), draw.between(1, 4)));
        }
        return Optional.of(
                SimulatedStock.adjust(retailer.ids.next(), retailer.somebody(), reason, reported(retailer), entries));
    }

    /** When something happened that is reported now: mostly now. */
    static Optional<Instant> reported(Retailer retailer) {
        Draw draw = retailer.draw;
        return draw.chance(0.2)
                ? Optional.of(retailer.clock.instant().minusSeconds(draw.between(0, (int) REPORTED_WITHIN.toSeconds())))
                : Optional.empty();
    }

    private static Cell cell(Draw draw) {
        return new Cell(draw.oneOf(Retailer.SKUS), draw.oneOf(Retailer.LOCATIONS));
    }

    private static Optional<Command<?>> hold(Retailer retailer) {
        Draw draw = retailer.draw;
        List<NewHold.Line> lines = new ArrayList<>();
        for (Sku sku : draw.some(Retailer.SKUS, draw.between(1, 2))) {
            lines.add(new NewHold.Line(sku, draw.between(1, 3)));
        }
        var asked = new NewHold(
                draw.oneOf(Retailer.CHANNELS),
                lines,
                draw.between(1, Hold.MAX_SECONDS),
                draw.chance(0.5) ? Optional.of(near(draw)) : Optional.empty());
        return Optional.of(SimulatedHolds.make(
                retailer.ids.next(), new UUID(1, 1), asked, retailer.catalog.copy(), retailer.clock.instant()));
    }

    private static Optional<Command<?>> release(Retailer retailer) {
        return retailer.draw
                .any(retailer.holds.held.rows().values())
                .map(hold -> SimulatedHolds.release(retailer.ids.next(), new UUID(1, 1), hold));
    }

    /** What is paused goes on sooner than another is paused. */
    private static Optional<Command<?>> switching(Retailer retailer) {
        Draw draw = retailer.draw;
        Location location = retailer.catalog.locations.row(draw.oneOf(Retailer.LOCATIONS));
        boolean paused = !location.paused() && draw.chance(0.25);
        boolean pickupPaused = !location.pickupPaused() && draw.chance(0.25);
        return Optional.of(SimulatedCatalog.switching(
                retailer.ids.next(), retailer.somebody(), location.code(), paused, pickupPaused));
    }

    /** Whatever was counted; when it is counted again, it is drawn again. */
    private static Optional<Command<?>> learn(Retailer retailer) {
        Draw draw = retailer.draw;
        DueWork work = DueWork.at(
                retailer.clock.instant(),
                retailer.ids.next(),
                FulfillmentWork.LEARN,
                "locations",
                retailer.clock.instant());
        return Optional.of(SimulatedCatalog.learning(
                retailer.ids.next(),
                draw.oneOf(Retailer.LOCATIONS),
                new Answers(draw.between(0, 200), draw.between(0, 200)),
                work));
    }

    private static Optional<Command<?>> safetyStock(Retailer retailer) {
        Map<Cell, Long> units = new HashMap<>();
        units.put(cell(retailer.draw), (long) retailer.draw.between(0, 2));
        return Optional.of(SimulatedStock.setSafetyStock(retailer.ids.next(), retailer.somebody(), units));
    }

    private static Optional<Command<?>> takeOver(Retailer retailer) {
        return Optional.of(SimulatedStock.takeOver(
                retailer.ids.next(), new UUID(1, 1), cell(retailer.draw), retailer.draw.between(-1, 8)));
    }

    /** Mostly none, sometimes the one that it has, sometimes another. */
    static Optional<Versions> versions(Draw draw, long version) {
        return draw.chance(0.8)
                ? Optional.empty()
                : Optional.of(new Versions(false, Set.of(draw.chance(0.7) ? version : version + 1)));
    }
}
