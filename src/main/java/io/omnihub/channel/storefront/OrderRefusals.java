package io.omnihub.channel.storefront;

import io.omnihub.channel.OfferJson;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.storefront.SalesRefusals.Wanted;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;
import io.omnihub.order.NewOrder;
import io.omnihub.order.PlaceOrderResult;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Why an order is not placed. */
public final class OrderRefusals {
    private OrderRefusals() {}

    /** @param callersKey the one of the request, where it had one */
    public static ProblemException of(
            PlaceOrderResult.Refused refused, NewOrder order, Optional<CommandKey> callersKey) {
        return switch (refused) {
            case PlaceOrderResult.KeyReused(CommandKey key) ->
                callersKey.filter(key::equals).isPresent()
                        ? Refusals.keyReused(
                                "Idempotency-Key", "This key was used before for an order with other content.")
                        : Refusals.keyReused(
                                "/externalId", "This channel has an order with this externalId and other content.");
            case PlaceOrderResult.UnknownHolds(Set<UUID> holds) ->
                holds("unknown-hold", "The hold is unknown", "There is no such hold; leave it out.", order, holds);
            case PlaceOrderResult.CommittedHolds(Set<UUID> holds) ->
                holds(
                        "hold-committed",
                        "The hold is an order's",
                        "Another order has used this hold up; leave it out.",
                        order,
                        holds);
            case PlaceOrderResult.Unsaleable _,
                    PlaceOrderResult.InsufficientStock _,
                    PlaceOrderResult.PickupUnavailable _,
                    PlaceOrderResult.NoStoreNear _ ->
                notSourced(
                        refused,
                        order.channel(),
                        "/channel",
                        Wanted.inOrder(order.lines(), NewOrder.Line::sku, NewOrder.Line::quantity));
        };
    }

    /**
     * Since what is wanted cannot be had.
     *
     * @param channelField of the body that names the channel; empty where it does not
     */
    static ProblemException notSourced(
            PlaceOrderResult.Refused refused, ChannelCode channel, String channelField, List<Wanted> wanted) {
        return switch (refused) {
            case PlaceOrderResult.Unsaleable(var why) -> SalesRefusals.unsaleable(why, channel, channelField, wanted);
            case PlaceOrderResult.InsufficientStock(var available, var alternatives) ->
                SalesRefusals.insufficientStock(wanted, available, alternatives);
            case PlaceOrderResult.PickupUnavailable(var store, var cause, var alternatives) ->
                pickupUnavailable(store, cause, alternatives);
            case PlaceOrderResult.NoStoreNear() ->
                Problem.of(
                                409,
                                "no-store-near",
                                "No store is near",
                                "No store of the channel that hands over orders lies near enough. Look farther, or"
                                        + " ship.")
                        .toException();
            case PlaceOrderResult.KeyReused _, PlaceOrderResult.UnknownHolds _, PlaceOrderResult.CommittedHolds _ ->
                throw new IllegalStateException("it could be sourced: " + refused);
        };
    }

    private static ProblemException holds(String code, String title, String detail, NewOrder order, Set<UUID> atFault) {
        return Refusals.entries(code, title, "/holds/%d", detail, order.holds(), atFault::contains);
    }

    private static ProblemException pickupUnavailable(
            LocationCode store, SourcingPlan.Cause cause, List<Alternative> alternatives) {
        return Problem.of(
                        409,
                        "pickup-unavailable",
                        "The store cannot hand it over",
                        store + " hands over no orders of this channel now: " + cause.wire()
                                + ". Choose another store, or ship.")
                .with("reason", cause.wire())
                .with("alternatives", alternatives.stream().map(OfferJson::of).toList())
                .toException();
    }
}
