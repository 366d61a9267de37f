package io.omnihub.order;

import io.omnihub.kernel.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whom an order is for, and where it goes: personal data, apart from everything else.
 *
 * @param collector who else may collect it, by name
 * @param collected who has taken what, as the stores wrote it down
 */
public record Recipient(
        Optional<String> name,
        Optional<String> email,
        Optional<String> phone,
        Delivery delivery,
        Optional<String> collector,
        List<Collected> collected) {
    public Recipient {
        collected = List.copyOf(collected);
    }

    /** The same people, elsewhere. */
    Recipient at(Delivery elsewhere) {
        return new Recipient(name, email, phone, elsewhere, collector, collected);
    }

    /** Whoever it is for, or may have it. */
    List<Optional<String>> people() {
        return List.of(name, email, phone, collector);
    }

    /** The names that a store may hand the order over to; none where nobody was named. */
    public List<String> collectors() {
        return Stream.concat(name.stream(), collector.stream()).toList();
    }

    /** @param name of who has taken units of that part */
    public record Collected(UUID fulfillmentOrderId, String name, Instant collectedAt) {}

    /**
     * @param country two letters, as in ISO 3166-1 alpha-2
     * @param position where the channel knows it; sourcing looks at nothing else of an address
     */
    public record Address(
            String line1,
            Optional<String> line2,
            String city,
            Optional<String> postalCode,
            Optional<String> region,
            String country,
            Optional<GeoPoint> position) {}
}
