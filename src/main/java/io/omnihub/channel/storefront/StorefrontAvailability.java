package io.omnihub.channel.storefront;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Sku;
import java.util.List;
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

    private final AvailabilityReading reading;
    private final Replies replies;

    StorefrontAvailability(AvailabilityReading reading, Replies replies) {
        this.reading = reading;
        this.replies = replies;
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
        return reading.of(skus, channel, near).flatMap(replies::ok);
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
