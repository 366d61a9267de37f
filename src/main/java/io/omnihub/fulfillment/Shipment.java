package io.omnihub.fulfillment;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Parcels that left together, and what became of them.
 *
 * @param number from 1
 * @param failedAt when it could not be delivered last; empty once it has arrived
 * @param returnedAt when its location had it again
 * @param lostAt when it was given up
 * @param reason why it could not be delivered or was given up, in somebody's own words
 */
public record Shipment(
        int number,
        String carrier,
        Optional<String> tracking,
        Instant shippedAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> failedAt,
        Optional<Instant> returnedAt,
        Optional<Instant> lostAt,
        Optional<String> reason) {
    static Shipment leaving(int number, String carrier, Optional<String> tracking, Instant now) {
        Optional<Instant> never = Optional.empty();
        return new Shipment(number, carrier, tracking, now, never, never, never, never, Optional.empty());
    }

    boolean isUnderWay() {
        return Stream.of(deliveredAt, returnedAt, lostAt).allMatch(Optional::isEmpty);
    }

    Shipment arrived(Instant now) {
        Optional<Instant> never = Optional.empty();
        return with(Optional.of(now), never, never, never, Optional.empty());
    }

    Shipment failed(Instant now, String why) {
        return with(deliveredAt, Optional.of(now), returnedAt, lostAt, Optional.of(why));
    }

    Shipment over(Step.EndDelivery end, Instant now) {
        Optional<String> why = end.reason().or(() -> reason);
        return switch (end) {
            case Step.TakeBack _ -> with(deliveredAt, failedAt, Optional.of(now), lostAt, why);
            case Step.ReportLost _ -> with(deliveredAt, failedAt, returnedAt, Optional.of(now), why);
        };
    }

    private Shipment with(
            Optional<Instant> delivered,
            Optional<Instant> failed,
            Optional<Instant> returned,
            Optional<Instant> lost,
            Optional<String> why) {
        return new Shipment(number, carrier, tracking, shippedAt, delivered, failed, returned, lost, why);
    }
}
