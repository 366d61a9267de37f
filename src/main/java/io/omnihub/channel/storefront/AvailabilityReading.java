package io.omnihub.channel.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.catalog.Location;
import io.omnihub.channel.Refusals;
import io.omnihub.inventory.Availabilities;
import io.omnihub.inventory.Availability;
import io.omnihub.inventory.AvailabilityResult;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Site;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what a channel has; whether the caller may ask for that channel is asked before. */
@Component
public class AvailabilityReading {
    private record AvailabilityJson(String channel, Instant asOf, List<?> items) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record ItemJson(
            String sku, long availableToPromise, Optional<OfferedJson> offered, List<Availability.Upcoming> upcoming) {}

    private record OfferedJson(String rule, long units, boolean isShort) {
        static OfferedJson of(Availability.Offered offered) {
            return new OfferedJson(offered.rule().wire(), offered.units(), offered.isShort());
        }
    }

    private record LocatedJson(
            String sku,
            long availableToPromise,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OfferedJson> offered,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Availability.Upcoming> upcoming,
            List<NearbyJson> locations) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record NearbyJson(
            String location, double distanceKm, long availableToFulfil, Optional<Instant> pickupReadyAt) {}

    private final Availabilities availabilities;
    private final Clock clock;

    AvailabilityReading(Availabilities availabilities, Clock clock) {
        this.availabilities = availabilities;
        this.clock = clock;
    }

    /** @param near from where the nearest locations are looked for; empty where nobody asks for them */
    public Mono<Object> of(List<Sku> skus, ChannelCode channel, Optional<GeoPoint> near) {
        return availabilities.of(skus, channel, near).map(result -> shown(result, channel, near.isPresent()));
    }

    private Object shown(AvailabilityResult result, ChannelCode channel, boolean isNear) {
        return switch (result) {
            case AvailabilityResult.UnknownChannel() ->
                throw Refusals.field(
                        "unknown-channel", "The channel is unknown", "channel", "There is no channel " + channel + ".");
            case AvailabilityResult.UnknownItems(var skus) ->
                throw Refusals.fields(
                        "unknown-item",
                        "An item is unknown",
                        skus.stream()
                                .sorted()
                                .map(sku -> new FieldError("sku", "unknown-item", "There is no item " + sku + "."))
                                .toList());
            case AvailabilityResult.Known(var asOf, var skus) ->
                new AvailabilityJson(channel.value(), asOf, isNear ? located(skus) : items(skus));
        };
    }

    private static List<ItemJson> items(List<Availability> skus) {
        return skus.stream()
                .map(sku -> new ItemJson(
                        sku.sku().value(),
                        sku.availableToPromise(),
                        sku.offered().map(OfferedJson::of),
                        sku.upcoming()))
                .toList();
    }

    /** When a location hands over is the same for all SKUs. */
    private List<LocatedJson> located(List<Availability> skus) {
        Instant now = clock.instant();
        Map<LocationCode, Optional<Instant>> readyAt = new HashMap<>();
        return skus.stream()
                .map(sku -> new LocatedJson(
                        sku.sku().value(),
                        sku.availableToPromise(),
                        sku.offered().map(OfferedJson::of),
                        sku.upcoming(),
                        locations(sku, readyAt, now)))
                .toList();
    }

    private static List<NearbyJson> locations(
            Availability sku, Map<LocationCode, Optional<Instant>> readyAt, Instant now) {
        return sku.nearest().stream()
                .map(near -> new NearbyJson(
                        near.location().code().value(),
                        Math.round(near.distanceKm() * 10) / 10.0,
                        near.availableToFulfil(),
                        readyAt.computeIfAbsent(near.location().code(), _ -> pickupReadyAt(near.location(), now))))
                .toList();
    }

    /** When what is ordered now can be collected, by opening times and lead time; a full day is not looked at. */
    private static Optional<Instant> pickupReadyAt(Location location, Instant now) {
        Site site = Site.of(location);
        return site.handsOver() ? site.readyAt(now, false) : Optional.empty();
    }
}
