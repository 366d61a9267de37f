package io.omnihub.order;

import io.omnihub.kernel.GeoPoint;
import java.util.Optional;

/** Whom an order is for, and where it goes: personal data, apart from everything else. */
public record Recipient(Optional<String> name, Optional<String> email, Optional<String> phone, Delivery delivery) {
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
