package io.omnihub.channel.pos;

import io.omnihub.access.Caller;
import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Channel;
import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.storefront.AvailabilityReading;
import io.omnihub.channel.storefront.OrderBody;
import io.omnihub.channel.storefront.OrderFinding;
import io.omnihub.channel.storefront.OrderPlacing;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Sku;
import io.omnihub.order.NewOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * {@code pos.availability} and {@code pos.order.…}: what a store sells although it lies elsewhere, and what was bought
 * elsewhere. A location sells in a channel of kind {@code store} whose pool it belongs to.
 */
@Configuration(proxyBeanMethods = false)
class PosSales {
    private static final int MAX_SKUS = 100;

    private final OrderPlacing placing;
    private final OrderFinding finding;
    private final AvailabilityReading reading;
    private final Catalogs catalogs;

    PosSales(OrderPlacing placing, OrderFinding finding, AvailabilityReading reading, Catalogs catalogs) {
        this.placing = placing;
        this.finding = finding;
        this.reading = reading;
        this.catalogs = catalogs;
    }

    @Bean
    SocketRoutes salesRoutes() {
        return new SocketRoutes(Map.of(
                "pos.availability", SocketRoutes.response(this::availability),
                "pos.order.place", SocketRoutes.response(this::place),
                "pos.order.find", SocketRoutes.response(request -> finding.find(request.data()))));
    }

    private Mono<Object> place(SocketRequest request) {
        Call call = request.call();
        NewOrder order = OrderBody.order(call.body());
        return requireSelling(call.caller(), order.channel())
                .then(Mono.defer(() -> placing.place(call, order)))
                .map(Outcome::body);
    }

    private Mono<Object> availability(SocketRequest request) {
        Field asked = request.data().object("channel", "skus", "near");
        var channel = new ChannelCode(asked.at("channel").code());
        List<Sku> skus = asked.at("skus").items(1, MAX_SKUS, "too-many-entries").stream()
                .map(sku -> new Sku(sku.text(Sku::isValid, "a SKU")))
                .distinct()
                .toList();
        Optional<GeoPoint> near = asked.maybe("near").map(Field::position);
        return requireSelling(request.caller(), channel)
                .then(Mono.defer(() -> near(request.caller(), near)))
                .flatMap(from -> reading.of(skus, channel, from));
    }

    /** Where it is asked from: a store's own place, unless it says another. */
    private Mono<Optional<GeoPoint>> near(Caller caller, Optional<GeoPoint> given) {
        Optional<LocationCode> own = caller.scope().location().filter(_ -> given.isEmpty());
        return Mono.justOrEmpty(own)
                .flatMap(catalogs::location)
                .map(location -> Optional.of(location.position()))
                .defaultIfEmpty(given);
    }

    /** Another channel is {@code forbidden}, be there such a channel or not. */
    private Mono<Void> requireSelling(Caller caller, ChannelCode code) {
        Optional<LocationCode> seller = caller.scope().location();
        return seller.isEmpty()
                ? Mono.empty()
                : catalogs.channel(code)
                        .filter(channel -> channel.kind() == Channel.Kind.STORE
                                && channel.pool().contains(seller.get()))
                        .switchIfEmpty(Mono.error(PosSales::sellsElsewhere))
                        .then();
    }

    private static RuntimeException sellsElsewhere() {
        return Problem.of(
                        403,
                        "forbidden",
                        "Not allowed",
                        "This location sells in channels of kind store whose pool it belongs to.")
                .toException();
    }
}
