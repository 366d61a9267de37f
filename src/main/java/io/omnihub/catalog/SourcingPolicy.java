package io.omnihub.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * A channel's rules for sourcing.
 *
 * @param version which rules these are; 0: nobody has made any
 * @param splitLimit how many locations may share an order, or send to the store of a pickup: 1 to {@value #MAX_SPLIT}
 * @param minPartWorth what each part of a split order is worth at least, in minor units of the order's prices
 * @param maxDistanceKm how far a location that ships may be from a known destination
 * @param storesShip whether stores may ship
 * @param backorder whether an order that allows it may wait for stock
 * @param transit of parcels
 * @param transfer of goods on their way to a store
 * @param scoring kept with its kind, as all of this is kept as JSON
 */
public record SourcingPolicy(
        long version,
        int splitLimit,
        long minPartWorth,
        Optional<Double> maxDistanceKm,
        boolean storesShip,
        boolean backorder,
        Transit transit,
        Transit transfer,

        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
        @JsonSubTypes({
            @JsonSubTypes.Type(value = CostPolicy.class, name = "cost"),
            @JsonSubTypes.Type(value = LexicographicPolicy.class, name = "rules")
        })
        Scoring scoring) {
    public static final int MAX_SPLIT = 8;

    public static final SourcingPolicy DEFAULT = new SourcingPolicy(
            0, MAX_SPLIT, 0, Optional.empty(), true, true, Transit.DEFAULT, Transit.DEFAULT, CostPolicy.DEFAULT);

    public SourcingPolicy {
        if (splitLimit < 1 || splitLimit > MAX_SPLIT) {
            throw new IllegalArgumentException("splitLimit is 1 to " + MAX_SPLIT + ", not " + splitLimit);
        }
        if (minPartWorth < 0) {
            throw new IllegalArgumentException("minPartWorth is at least 0, not " + minPartWorth);
        }
        if (maxDistanceKm.isPresent() && !(maxDistanceKm.get() > 0)) {
            throw new IllegalArgumentException("maxDistanceKm is more than 0, not " + maxDistanceKm.get());
        }
    }

    /** Whether both ask for the same, whatever their versions. */
    boolean asks(SourcingPolicy other) {
        return withVersion(other.version).equals(other);
    }

    SourcingPolicy withVersion(long newVersion) {
        return new SourcingPolicy(
                newVersion, splitLimit, minPartWorth, maxDistanceKm, storesShip, backorder, transit, transfer, scoring);
    }
}
