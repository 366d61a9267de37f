package io.omnihub.fulfillment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Demand.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** How a part's demand and handling are stored: demands with every order, and so without long names. */
final class FulfillmentJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .withConfigOverride(
                    List.class, lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private static final String SHIP = "ship";
    private static final String PICKUP = "pickup";
    private static final String PICKUP_NEAREST = "pickup-nearest";

    /**
     * A demand.
     *
     * @param c channel
     * @param m method
     * @param l the chosen store
     * @param a latitude of where it goes, or is looked from
     * @param o longitude likewise
     * @param k how far to look, in kilometres
     * @param s whether it may be split
     * @param b whether it may wait for stock
     * @param x excluded locations
     * @param e emptied locations
     */
    private record Stored(
            String c,
            String m,
            Optional<String> l,
            Optional<Double> a,
            Optional<Double> o,
            Optional<Double> k,
            boolean s,
            boolean b,
            Optional<List<String>> x,
            Optional<List<String>> e) {}

    private FulfillmentJson() {}

    static String write(KeptDemand demand) {
        Optional<GeoPoint> point = switch (demand.delivery()) {
            case Delivery.Ship(var destination) -> destination;
            case Delivery.Pickup _ -> Optional.empty();
            case Delivery.PickupNearest(var near, var _) -> Optional.of(near);
        };
        return JSON.writeValueAsString(new Stored(
                demand.channel().value(),
                switch (demand.delivery()) {
                    case Delivery.Ship _ -> SHIP;
                    case Delivery.Pickup _ -> PICKUP;
                    case Delivery.PickupNearest _ -> PICKUP_NEAREST;
                },
                demand.delivery() instanceof Delivery.Pickup(var store, var _)
                        ? Optional.of(store.value())
                        : Optional.empty(),
                point.map(GeoPoint::latitude),
                point.map(GeoPoint::longitude),
                demand.delivery() instanceof Delivery.PickupNearest(var _, var farthest) ? farthest : Optional.empty(),
                demand.allowSplit(),
                demand.allowBackorder(),
                codes(demand.excluded()),
                codes(demand.emptied())));
    }

    static KeptDemand demand(String text) {
        Stored stored = JSON.readValue(text, Stored.class);
        Optional<GeoPoint> point =
                stored.a().map(latitude -> new GeoPoint(latitude, stored.o().orElseThrow()));
        Delivery delivery = switch (stored.m()) {
            case SHIP -> new Delivery.Ship(point);
            case PICKUP -> new Delivery.Pickup(new LocationCode(stored.l().orElseThrow()));
            case PICKUP_NEAREST -> new Delivery.PickupNearest(point.orElseThrow(), stored.k());
            default -> throw new IllegalStateException("no delivery is called " + stored.m());
        };
        return new KeptDemand(
                new ChannelCode(stored.c()), delivery, stored.s(), stored.b(), codes(stored.x()), codes(stored.e()));
    }

    /** Nothing, where nothing has happened yet. */
    static Optional<String> write(Handling handling) {
        return handling.equals(Handling.NONE) ? Optional.empty() : Optional.of(JSON.writeValueAsString(handling));
    }

    static Handling handling(String text) {
        return JSON.readValue(text, Handling.class);
    }

    private static Optional<List<String>> codes(Set<LocationCode> locations) {
        return locations.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        locations.stream().map(LocationCode::value).sorted().toList());
    }

    private static Set<LocationCode> codes(Optional<List<String>> codes) {
        return codes.orElse(List.of()).stream().map(LocationCode::new).collect(Collectors.toSet());
    }
}
