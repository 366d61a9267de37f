package io.omnihub.channel.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.catalog.Location;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
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
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/availability}: what a channel has, for its product pages. */
@Configuration(proxyBeanMethods = false)
class StorefrontAvailability {
    private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,15})?");

    private record AvailabilityJson(String channel, Instant asOf, List<?> items) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record ItemJson(String sku, long availableToPromise, List<Availability.Upcoming> upcoming) {}

    private record LocatedJson(
            String sku,
            long availableToPromise,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Availability.Upcoming> upcoming,
            List<NearbyJson> locations) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record NearbyJson(
            String location, double distanceKm, long availableToFulfil, Optional<Instant> pickupReadyAt) {}

    private final Availabilities availabilities;
    private final Replies replies;
    private final Clock clock;

    StorefrontAvailability(Availabilities availabilities, Replies replies, Clock clock) {
        this.availabilities = availabilities;
        this.replies = replies;
        this.clock = clock;
    }

    /** Routes are looked through in order, and these are asked for most. */
    @Bean
    @Order(0)
    RouterFunction<ServerResponse> availabilityRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/availability", this::read)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request, "sku*", "channel", "near");
        List<Sku> skus = Requests.skus(request);
        if (skus.isEmpty()) {
            throw Refusals.parameter("sku", "Say which items are asked for.");
        }
        ChannelCode channel = Requests.code(request, "channel")
                .map(ChannelCode::new)
                .orElseThrow(() -> Refusals.parameter("channel", "Say which channel asks."));
        Optional<GeoPoint> near = near(request);
        Caller.of(request.attributes()).require(channel);
        return availabilities.of(skus, channel, near).flatMap(result -> answer(result, channel, near.isPresent()));
    }

    private Mono<ServerResponse> answer(AvailabilityResult result, ChannelCode channel, boolean isNear) {
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
                replies.ok(new AvailabilityJson(channel.value(), asOf, isNear ? located(skus) : items(skus)));
        };
    }

    private static List<ItemJson> items(List<Availability> skus) {
        return skus.stream()
                .map(sku -> new ItemJson(sku.sku().value(), sku.availableToPromise(), sku.upcoming()))
                .toList();
    }

    /** When a location hands over is the same for all SKUs. */
    private List<LocatedJson> located(List<Availability> skus) {
        Instant now = clock.instant();
        Map<LocationCode, Optional<Instant>> readyAt = new HashMap<>();
        return skus.stream()
                .map(sku -> new LocatedJson(
                        sku.sku().value(), sku.availableToPromise(), sku.upcoming(), locations(sku, readyAt, now)))
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

    private static Optional<GeoPoint> near(ServerRequest request) {
        return Requests.parameter(
                        request,
                        "near",
                        value -> point(value).isPresent(),
                        "latitude,longitude in degrees, as 53.96,-1.08")
                .flatMap(StorefrontAvailability::point);
    }

    /** Degrees of latitude and longitude with a comma between them; empty where that is no point on the globe. */
    private static Optional<GeoPoint> point(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2
                || !DEGREES.matcher(parts[0]).matches()
                || !DEGREES.matcher(parts[1]).matches()) {
            return Optional.empty();
        }
        double latitude = Double.parseDouble(parts[0]);
        double longitude = Double.parseDouble(parts[1]);
        return GeoPoint.isLatitude(latitude) && GeoPoint.isLongitude(longitude)
                ? Optional.of(new GeoPoint(latitude, longitude))
                : Optional.empty();
    }
}
