package io.omnihub.simulation;

import io.omnihub.catalog.Answers;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.Location.OpeningHours;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SimulatedCatalog;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.catalog.Unfillable;
import io.omnihub.catalog.WhenShort;
import io.omnihub.contract.EventContract;
import io.omnihub.count.SimulatedCounts;
import io.omnihub.engine.Actor;
import io.omnihub.engine.AuditEntry;
import io.omnihub.engine.Command;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.MemoryDueWork;
import io.omnihub.engine.MemoryEngine;
import io.omnihub.engine.MemoryLog;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Rows;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.hold.SimulatedHolds;
import io.omnihub.inbound.SimulatedReceipts;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.inventory.AdjustmentReason;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.SimulatedStock;
import io.omnihub.journal.SimulatedDeficits;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.order.SimulatedOrders;
import io.omnihub.returns.SimulatedReturns;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** All tables of a retailer with a few places and scarce goods, its time, and what is drawn for it. */
final class Retailer {
    static final List<Sku> SKUS = Stream.of("CUP", "LAMP", "VASE", "TRAY", "BOWL", "SPOON")
            .map(Sku::new)
            .toList();
    static final List<LocationCode> LOCATIONS = Stream.of("LEEDS", "YORK", "BATH", "ROME", "DEPOT", "HALL")
            .map(LocationCode::new)
            .toList();
    static final List<ChannelCode> CHANNELS =
            Stream.of("web", "app").map(ChannelCode::new).toList();
    private static final Instant START = Instant.parse("2026-03-27T08:00:00Z");
    private static final int PRICE = 1_250;

    final Draw draw;
    final SimulatedClock clock = new SimulatedClock(START);
    final Ids ids;
    final MemoryDueWork dueWork = new MemoryDueWork();
    final SimulatedCatalog catalog = new SimulatedCatalog();
    final SimulatedStock stock = new SimulatedStock(dueWork);
    final SimulatedReceipts receipts = new SimulatedReceipts();
    final SimulatedCounts counts = new SimulatedCounts();
    final SimulatedReturns returns = new SimulatedReturns();
    final SimulatedHolds holds = new SimulatedHolds(clock);
    final SimulatedOrders orders = new SimulatedOrders();
    final MemoryEngine engine = new MemoryEngine(tables(), logs(), clock);

    Retailer(long seed) {
        this.draw = new Draw(seed);
        this.ids = new Ids(clock, draw.random);
    }

    /** The parts of all orders. */
    List<FulfillmentOrder> parts() {
        return orders.fulfillments.rows().values().stream()
                .flatMap(whole -> whole.parts().stream())
                .toList();
    }

    Actor somebody() {
        return new Actor(new UUID(1, 1), "administrator", "Somebody", "simulate", "", draw.chance(0.5));
    }

    /** The commands that make it, one after the other. */
    List<Command<?>> opening() {
        List<Command<?>> commands = new ArrayList<>();
        for (Sku sku : SKUS) {
            var item =
                    new Item(sku, sku.value(), EntryState.ACTIVE, Optional.of(new Money(PRICE, "GBP")), List.of(), 1);
            commands.add(SimulatedCatalog.put(ids.next(), somebody(), item));
        }
        places().forEach(place -> commands.add(SimulatedCatalog.put(ids.next(), somebody(), place)));
        commands.add(SimulatedCatalog.put(
                ids.next(), somebody(), channel(CHANNELS.get(0), LOCATIONS, 0, Unfillable.ATTENTION)));
        commands.add(SimulatedCatalog.put(
                ids.next(),
                somebody(),
                helped(channel(CHANNELS.get(1), LOCATIONS.subList(1, 5), 2, draw.oneOf(Unfillable.values())))));
        commands.add(SimulatedCatalog.setPolicy(ids.next(), somebody(), CHANNELS.get(1), strict()));
        for (LocationCode location : LOCATIONS) {
            List<Entry> entries = SKUS.stream()
                    .map(sku -> new Entry(new Cell(sku, location), draw.between(1, 8)))
                    .toList();
            commands.add(
                    SimulatedStock.adjust(ids.next(), somebody(), AdjustmentReason.RECEIPT, Optional.empty(), entries));
        }
        return commands;
    }

    private static SourcingPolicy strict() {
        return new SourcingPolicy(
                0,
                2,
                0,
                Optional.of(500.0),
                true,
                true,
                Transit.DEFAULT,
                Transit.DEFAULT,
                new LexicographicPolicy(List.of(Criterion.FEWEST_PARTS, Criterion.ACCEPTANCE), CostPolicy.DEFAULT));
    }

    private static Channel channel(ChannelCode code, List<LocationCode> pool, long threshold, Unfillable unfillable) {
        return new Channel(
                code,
                code.value(),
                Channel.Kind.WEB,
                EntryState.ACTIVE,
                pool,
                threshold,
                unfillable,
                Optional.of(20),
                Optional.empty(),
                false,
                SourcingPolicy.DEFAULT,
                1);
    }

    /** Two places beside its pool give it what they have above a unit, or send it. */
    private Channel helped(Channel channel) {
        boolean joins = draw.chance(0.7);
        return new Channel(
                channel.code(),
                channel.name(),
                channel.kind(),
                channel.state(),
                channel.pool(),
                channel.threshold(),
                channel.unfillable(),
                channel.inboundHorizonDays(),
                Optional.of(new WhenShort(
                        joins ? WhenShort.Rule.THRESHOLD : WhenShort.Rule.TRANSFER,
                        3,
                        List.of(LOCATIONS.getFirst(), LOCATIONS.getLast()),
                        1,
                        joins
                                ? Optional.empty()
                                : Optional.of(
                                        new WhenShort.Refill(channel.pool().getLast(), 6)))),
                channel.paymentsReported(),
                channel.policy(),
                channel.version());
    }

    /** Stores of all sorts: one that has forever, one that opens at night, one abroad that does not ship. */
    private static List<Location> places() {
        var all = Set.of(Capability.values());
        var handsOver = Set.of(Capability.PICKUP, Capability.TRANSFER_IN);
        var sends = Set.of(Capability.SHIP, Capability.TRANSFER_OUT);
        return List.of(
                place("LEEDS", Kind.STORE, 53.8, -1.55, hours("Europe/London", 9, 18), all, Optional.of(30L)),
                place("YORK", Kind.STORE, 53.96, -1.08, hours("Europe/London", 9, 18), all, Optional.empty()),
                place("BATH", Kind.STORE, 51.38, -2.36, hours("Europe/London", 20, 4), all, Optional.of(90L)),
                place("ROME", Kind.STORE, 41.9, 12.5, hours("Europe/Rome", 10, 19), handsOver, Optional.of(60L)),
                place("DEPOT", Kind.WAREHOUSE, 52.26, -1.16, always(), sends, Optional.of(120L)),
                place("HALL", Kind.WAREHOUSE, 52.4, -1.5, always(), sends, Optional.empty()));
    }

    private static Location place(
            String code,
            Kind kind,
            double latitude,
            double longitude,
            OpeningTimes opening,
            Set<Capability> capabilities,
            Optional<Long> acknowledgeMinutes) {
        return new Location(
                new LocationCode(code),
                code,
                kind,
                EntryState.ACTIVE,
                new GeoPoint(latitude, longitude),
                opening,
                capabilities,
                Optional.of(LocalTime.of(15, 0)),
                kind == Kind.STORE ? Optional.of(20L) : Optional.empty(),
                30,
                0.9,
                acknowledgeMinutes,
                Optional.of(2L),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Answers.NONE,
                1);
    }

    private static OpeningTimes hours(String zone, int opens, int closes) {
        return new OpeningTimes(
                ZoneId.of(zone),
                Stream.of(DayOfWeek.values())
                        .filter(day -> day != DayOfWeek.SUNDAY)
                        .map(day -> new OpeningHours(day, LocalTime.of(opens, 0), LocalTime.of(closes, 0)))
                        .toList(),
                List.of());
    }

    private static OpeningTimes always() {
        return new OpeningTimes(ZoneId.of("Europe/London"), List.of(), List.of());
    }

    private List<Rows<?, ?>> tables() {
        return Stream.of(
                        catalog.tables(),
                        stock.tables(),
                        receipts.tables(),
                        counts.tables(),
                        returns.tables(),
                        holds.tables(),
                        orders.tables(),
                        SimulatedDeficits.tables(),
                        List.of(dueWork))
                .<Rows<?, ?>>flatMap(List::stream)
                .toList();
    }

    private List<LogRows<?>> logs() {
        return Stream.of(
                        catalog.logs(),
                        stock.logs(),
                        orders.logs(),
                        List.of(new MemoryLog<>(NewEvent.LOG, Retailer::check), new MemoryLog<>(AuditEntry.LOG)))
                .<LogRows<?>>flatMap(List::stream)
                .toList();
    }

    private static void check(NewEvent event) {
        EventContract.check(event.type(), JsonMapper.shared().writeValueAsString(event.data()));
    }
}
