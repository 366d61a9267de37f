package io.omnihub.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Orders as HTTP requests; where one has a hold, its making comes first, and the order names it. */
final class OrderRequests implements HttpLoad.Requests {
    private static final String ID = "\"id\":\"";
    private static final int ID_LENGTH = 36;

    private record Templates(OrderTemplate order, OrderTemplate hold, OrderTemplate heldOrder) {}

    private final OrderMix mix;
    private final SplittableRandom random = new SplittableRandom();
    private final List<Templates> byPlace;

    OrderRequests(OrderMix mix, String key) {
        this.mix = mix;
        this.byPlace = Retailer.PLACES.stream()
                .map(place -> new Templates(
                        OrderTemplate.order(place, key),
                        OrderTemplate.hold(place, key),
                        OrderTemplate.heldOrder(place, key)))
                .toList();
    }

    @Override
    public Optional<HttpLoad.FollowUp> next(ByteBuffer out) {
        var order = mix.next(random);
        var templates = byPlace.get(order.place());
        if (!order.held()) {
            templates.order().write(order, out);
            return Optional.empty();
        }
        templates.hold().write(order, out);
        return Optional.of((hold, then) -> templates.heldOrder().write(order, id(hold), then));
    }

    private static String id(String answer) {
        int start = answer.indexOf(ID) + ID.length();
        return answer.substring(start, start + ID_LENGTH);
    }
}
