package io.omnihub.order;

import io.omnihub.catalog.Saleability;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import io.omnihub.sourcing.SourcingPlan.Cause;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What became of placing an order; refusals in the order in which they are looked for. */
public sealed interface PlaceOrderResult {
    /**
     * Every unit is promised.
     *
     * @param repeated whether an earlier call placed it; it is then shown as it is now
     */
    record Placed(OrderDetails details, boolean repeated) implements PlaceOrderResult {}

    /** It is not placed. */
    sealed interface Refused extends PlaceOrderResult {
        /** Since nobody can fulfil it. */
        static Refused of(SourcingPlan.NotSourced why) {
            return switch (why) {
                case SourcingPlan.Shortage(var available, var alternatives, var _) ->
                    new InsufficientStock(available, alternatives);
                case SourcingPlan.NoPickup(var store, var cause, var alternatives, var _) ->
                    new PickupUnavailable(store, cause, alternatives);
                case SourcingPlan.NoStoreNear _ -> new NoStoreNear();
            };
        }
    }

    /** {@code idempotency-key-reused} */
    record KeyReused(CommandKey key) implements Refused {}

    /** {@code unknown-channel}, {@code inactive-channel}, {@code unknown-item}, {@code inactive-item} */
    record Unsaleable(Saleability.Unsaleable why) implements Refused {}

    /** {@code unknown-hold}: there are none with these ids, or they are another channel's. */
    record UnknownHolds(Set<UUID> holds) implements Refused {}

    /** {@code hold-committed}: other orders have used these up. */
    record CommittedHolds(Set<UUID> holds) implements Refused {}

    /**
     * {@code insufficient-stock}
     *
     * @param available units of each SKU that could be promised now
     * @param alternatives stores that could hand over all of it, for a pickup
     */
    record InsufficientStock(Map<Sku, Long> available, List<Alternative> alternatives) implements Refused {}

    /** {@code pickup-unavailable} */
    record PickupUnavailable(LocationCode store, Cause cause, List<Alternative> alternatives) implements Refused {}

    /** {@code no-store-near} */
    record NoStoreNear() implements Refused {}
}
