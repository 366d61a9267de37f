package io.omnihub.sourcing;

import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Demand.Delivery;
import java.time.Instant;
import java.util.List;

/** Chooses where a demand is fulfilled from. It is pure, and the same facts give the same plan. */
public final class Planner {
    private Planner() {}

    /** @param pool the locations that may serve, the preferred one first, each once */
    public static SourcingPlan plan(
            Demand demand, List<Site> pool, StockFacts facts, SourcingPolicy policy, Instant now) {
        var question = new Question(demand, pool, facts, policy, now);
        return switch (demand.delivery()) {
            case Delivery.Ship(var destination) -> new Shipping(question, destination).plan();
            case Delivery.Pickup(var store, var from) -> new PickingUp(question).at(store, from);
            case Delivery.PickupNearest(var near, var maxDistanceKm) ->
                new PickingUp(question).near(near, maxDistanceKm);
        };
    }

    /**
     * The locations whose stock a plan may look at, in the order in which it would; a plan over the first of them is a
     * plan, though maybe not the best one. Of the facts only the units of the day are asked.
     */
    public static List<LocationCode> candidates(
            Demand demand, List<Site> pool, StockFacts facts, SourcingPolicy policy, Instant now) {
        var question = new Question(demand, pool, facts, policy, now);
        List<Option> options = switch (demand.delivery()) {
            case Delivery.Ship(var destination) -> new Shipping(question, destination).all();
            case Delivery.Pickup(var store, var from) -> new PickingUp(question).candidates(store, from);
            case Delivery.PickupNearest(var near, var maxDistanceKm) ->
                new PickingUp(question).candidates(near, maxDistanceKm);
        };
        return options.stream().map(option -> option.site.code()).toList();
    }
}
