package io.omnihub.fulfillment;

import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What happened to a fulfilment order at its location, and on its way from there.
 *
 * @param reason why it was rejected, could not be delivered, or is not given back
 * @param asked what it is asked to give back, until it answers
 * @param block of what is blocked
 * @param timer the due work that ends its present state; work of that kind that was made before has come too late. Empty
 *     where no other was made
 * @param offers where its customer could collect it instead
 * @param expected what it is promised of what is expected, while it waits for stock
 */
public record Handling(
        List<Parcel> parcels,
        List<Shipment> shipments,
        Optional<Waiting> waiting,
        Optional<String> reason,
        Optional<CancellationRequest> asked,
        Optional<Block> block,
        Optional<UUID> timer,
        List<Offer> offers,
        Optional<Expected> expected) {
    static final Handling NONE = new Handling(
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** How many parcels a fulfilment order has at most. */
    public static final int MAX_PARCELS = 1_000;

    /** Lines in all of them together. */
    public static final int MAX_PARCEL_LINES = 10_000;

    public Handling {
        parcels = List.copyOf(parcels);
        shipments = List.copyOf(shipments);
        offers = List.copyOf(offers);
    }

    /**
     * Units that lie together.
     *
     * @param number from 1, each higher than the one before
     * @param shipment with which it left
     */
    public record Parcel(int number, List<Units> lines, Optional<Integer> shipment) {
        public Parcel {
            lines = List.copyOf(lines);
        }

        private Parcel without(int lineNumber, long quantity) {
            List<Units> fewer = new ArrayList<>();
            long left = quantity;
            for (Units units : lines) {
                long taken = units.lineNumber() == lineNumber ? Math.min(left, units.quantity()) : 0;
                left -= taken;
                if (taken < units.quantity()) {
                    fewer.add(new Units(units.lineNumber(), units.quantity() - taken));
                }
            }
            return new Parcel(number, fewer, shipment);
        }
    }

    /**
     * For its customer, who shows a code.
     *
     * @param codeHash of the code, which stands nowhere
     * @param wrongTries since the code was given out
     */
    public record Waiting(String codeHash, int wrongTries, Instant readyAt, Instant collectBy) {
        /** After so many wrong tries no code is good any more, and another one has to be given out. */
        public static final int MAX_TRIES = 5;

        boolean hasTriesLeft() {
            return wrongTries < MAX_TRIES;
        }

        Waiting withWrongTry() {
            return new Waiting(codeHash, wrongTries + 1, readyAt, collectBy);
        }
    }

    /**
     * A store that could hand all of it over when it was looked for.
     *
     * @param distanceKm from the store that the customer chose
     */
    public record Offer(LocationCode location, double distanceKm, Instant readyAt) {
        static Offer of(Alternative alternative) {
            return new Offer(alternative.store(), alternative.distanceKm(), alternative.readyAt());
        }
    }

    /**
     * Why it must not go on.
     *
     * @param from the state in which it goes on
     * @param until when it does so by itself
     */
    public record Block(FulfillmentState from, BlockReason reason, Optional<Instant> until) {}

    /**
     * Units that are promised to it before they have come.
     *
     * @param first when all of it was promised for at first
     */
    public record Expected(List<ExpectedUnits> units, Optional<Instant> first) {
        public Expected {
            units = List.copyOf(units);
        }
    }

    /** @param packed what lies in each */
    Handling withParcels(List<List<Units>> packed) {
        List<Parcel> more = new ArrayList<>(parcels);
        packed.forEach(lines -> {
            int number = more.isEmpty() ? 1 : more.getLast().number() + 1;
            more.add(new Parcel(number, lines, Optional.empty()));
        });
        return having(more);
    }

    /** With no more in its parcels than is picked: those that are here are opened, the last one first. */
    Handling openedFor(List<FulfillmentOrder.Line> lines) {
        List<Parcel> opened = new ArrayList<>(parcels);
        for (FulfillmentOrder.Line line : lines) {
            long excess = packed(line.lineNumber()) - line.picked();
            for (int i = opened.size() - 1; i >= 0 && excess > 0; i--) {
                Parcel parcel = opened.get(i);
                long taken = parcel.shipment().isPresent() ? 0 : Math.min(excess, units(parcel, line.lineNumber()));
                opened.set(i, parcel.without(line.lineNumber(), taken));
                excess -= taken;
            }
        }
        opened.removeIf(parcel -> parcel.lines().isEmpty());
        return having(opened);
    }

    private Handling having(List<Parcel> all) {
        return new Handling(all, shipments, waiting, reason, asked, block, timer, offers, expected);
    }

    /** @param numbers of parcels that leave together */
    Handling withShipment(List<Integer> numbers, String carrier, Optional<String> tracking, Instant now) {
        int number = shipments.size() + 1;
        List<Parcel> left = parcels.stream()
                .map(parcel -> numbers.contains(parcel.number())
                        ? new Parcel(parcel.number(), parcel.lines(), Optional.of(number))
                        : parcel)
                .toList();
        List<Shipment> more = new ArrayList<>(shipments);
        more.add(Shipment.leaving(number, carrier, tracking, now));
        return new Handling(left, more, waiting, reason, asked, block, timer, offers, expected);
    }

    /** @param number of the shipment of which that is said; empty for all that are under way */
    Handling withShipments(Optional<Integer> number, UnaryOperator<Shipment> change) {
        List<Shipment> all = shipments.stream()
                .map(shipment -> isMeant(shipment, number) ? change.apply(shipment) : shipment)
                .toList();
        return new Handling(parcels, all, waiting, reason, asked, block, timer, offers, expected);
    }

    Handling withWaiting(Waiting customer) {
        return new Handling(parcels, shipments, Optional.of(customer), reason, asked, block, timer, offers, expected);
    }

    /** @param why empty once that is over */
    Handling because(Optional<String> why) {
        return new Handling(parcels, shipments, waiting, why, asked, block, timer, offers, expected);
    }

    Handling asking(CancellationRequest request) {
        return new Handling(parcels, shipments, waiting, reason, Optional.of(request), block, timer, offers, expected);
    }

    Handling answered() {
        return new Handling(parcels, shipments, waiting, reason, Optional.empty(), block, timer, offers, expected);
    }

    Handling blocked(Block why, UUID newTimer) {
        return new Handling(
                parcels, shipments, waiting, reason, asked, Optional.of(why), Optional.of(newTimer), offers, expected);
    }

    Handling released(UUID newTimer) {
        return new Handling(
                parcels, shipments, waiting, reason, asked, Optional.empty(), Optional.of(newTimer), offers, expected);
    }

    /** @param instead of what cannot be had */
    Handling offering(List<Offer> instead) {
        return new Handling(parcels, shipments, waiting, reason, asked, block, timer, instead, expected);
    }

    /** @param promise when all of it is there, if these come as they are expected */
    Handling expecting(List<ExpectedUnits> units, Optional<Instant> promise) {
        Optional<Instant> first = expected.flatMap(Expected::first).or(() -> promise);
        Optional<Expected> next =
                units.isEmpty() && first.isEmpty() ? Optional.empty() : Optional.of(new Expected(units, first));
        return new Handling(parcels, shipments, waiting, reason, asked, block, timer, offers, next);
    }

    /** Once it waits for nothing any more. */
    Handling over() {
        return new Handling(
                parcels, shipments, waiting, reason, asked, Optional.empty(), timer, List.of(), Optional.empty());
    }

    /** Whether it has no more parcels than it may have. */
    boolean hasRoom() {
        return parcels.size() <= MAX_PARCELS
                && parcels.stream().mapToInt(parcel -> parcel.lines().size()).sum() <= MAX_PARCEL_LINES;
    }

    /** Whether that due work still has something to end. */
    boolean isEndedBy(UUID work) {
        return timer.map(work::equals).orElse(true);
    }

    /** The shipments that have neither arrived nor come to their end. */
    List<Shipment> underWay() {
        return shipments.stream().filter(Shipment::isUnderWay).toList();
    }

    /** Whether nothing is under way. */
    boolean isOffTheRoad() {
        return underWay().isEmpty();
    }

    private static boolean isMeant(Shipment shipment, Optional<Integer> number) {
        return shipment.isUnderWay()
                && number.map(one -> one == shipment.number()).orElse(true);
    }

    /** Units in shipments that are under way, by line number; of one of them, where it is named. */
    Map<Integer, Long> underWay(Optional<Integer> number) {
        return Units.sum(parcels.stream()
                .filter(parcel -> parcel.shipment()
                        .map(left -> isMeant(shipments.get(left - 1), number))
                        .orElse(false))
                .flatMap(parcel -> parcel.lines().stream()));
    }

    /** Units of a line in parcels. */
    long packed(int lineNumber) {
        return parcels.stream().mapToLong(parcel -> units(parcel, lineNumber)).sum();
    }

    /** Units of a line in shipments that have arrived. */
    long delivered(int lineNumber) {
        return parcels.stream()
                .filter(parcel -> parcel.shipment()
                        .map(number -> shipments.get(number - 1).deliveredAt().isPresent())
                        .orElse(false))
                .mapToLong(parcel -> units(parcel, lineNumber))
                .sum();
    }

    /** When shipments with units of a line arrived. */
    Stream<Instant> deliveries(int lineNumber) {
        return parcels.stream()
                .filter(parcel -> units(parcel, lineNumber) > 0)
                .flatMap(parcel -> parcel.shipment().stream())
                .flatMap(number -> shipments.get(number - 1).deliveredAt().stream());
    }

    private static long units(Parcel parcel, int lineNumber) {
        return parcel.lines().stream()
                .filter(units -> units.lineNumber() == lineNumber)
                .mapToLong(Units::quantity)
                .sum();
    }
}
