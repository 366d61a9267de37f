package io.omnihub.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.Scoring;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Wire;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Rules for sourcing as the contract shows them. A body may leave out what it does not change about
 * {@link SourcingPolicy#DEFAULT}.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SourcingPolicyJson(
        int splitLimit,
        long minPartWorth,
        Optional<Double> maxDistanceKm,
        boolean storesShip,
        boolean backorder,
        Transit transit,
        Transit transfer,
        ScoringJson scoring) {
    private static final double MIN_KM = 0.001;
    private static final double MAX_KM = 50_000;
    private static final double MAX_SHADOW_WEIGHT = 1_000;

    private enum Kind implements Wire {
        COST,
        RULES
    }

    /** @param criteria of rules alone */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ScoringJson(String kind, Optional<List<String>> criteria, CostPolicy costs) {}

    public static SourcingPolicyJson of(SourcingPolicy policy) {
        return new SourcingPolicyJson(
                policy.splitLimit(),
                policy.minPartWorth(),
                policy.maxDistanceKm(),
                policy.storesShip(),
                policy.backorder(),
                policy.transit(),
                policy.transfer(),
                of(policy.scoring()));
    }

    private static ScoringJson of(Scoring scoring) {
        return switch (scoring) {
            case CostPolicy costs -> new ScoringJson(Kind.COST.wire(), Optional.empty(), costs);
            case LexicographicPolicy(List<Criterion> criteria, CostPolicy costs) ->
                new ScoringJson(
                        Kind.RULES.wire(),
                        Optional.of(criteria.stream().map(Wire::wire).toList()),
                        costs);
        };
    }

    /** A policy that has no version yet. */
    public static SourcingPolicy read(Field field) {
        Field policy = field.object(
                "splitLimit",
                "minPartWorth",
                "maxDistanceKm",
                "storesShip",
                "backorder",
                "transit",
                "transfer",
                "scoring");
        SourcingPolicy otherwise = SourcingPolicy.DEFAULT;
        return new SourcingPolicy(
                0,
                policy.maybe("splitLimit")
                        .map(limit -> (int) limit.whole(1, SourcingPolicy.MAX_SPLIT))
                        .orElse(otherwise.splitLimit()),
                policy.maybe("minPartWorth")
                        .map(worth -> worth.whole(0, Money.MAX_TOTAL))
                        .orElse(otherwise.minPartWorth()),
                policy.maybe("maxDistanceKm").map(km -> km.number(MIN_KM, MAX_KM)),
                policy.maybe("storesShip").map(Field::flag).orElse(otherwise.storesShip()),
                policy.maybe("backorder").map(Field::flag).orElse(otherwise.backorder()),
                policy.maybe("transit").map(SourcingPolicyJson::transit).orElse(otherwise.transit()),
                policy.maybe("transfer").map(SourcingPolicyJson::transit).orElse(otherwise.transfer()),
                policy.maybe("scoring").map(SourcingPolicyJson::scoring).orElse(otherwise.scoring()));
    }

    private static Transit transit(Field field) {
        Field transit = field.object("steps", "daysBeyond");
        List<Transit.Step> steps = new ArrayList<>();
        for (Field step : transit.at("steps").items(0, Transit.MAX_STEPS, "too-many-entries")) {
            Field upToKm = step.object("upToKm", "days").at("upToKm");
            double km = upToKm.number(MIN_KM, MAX_KM);
            if (!steps.isEmpty() && km <= steps.getLast().upToKm()) {
                throw upToKm.invalid("Must be more than in the step before.");
            }
            steps.add(new Transit.Step(km, days(step.at("days"))));
        }
        return new Transit(steps, days(transit.at("daysBeyond")));
    }

    private static int days(Field field) {
        return (int) field.whole(0, Transit.MAX_DAYS);
    }

    private static Scoring scoring(Field field) {
        Field scoring = field.object("kind", "criteria", "costs");
        Kind kind = scoring.at("kind").word(Kind.class);
        Optional<Field> criteria = scoring.maybe("criteria");
        CostPolicy costs = scoring.maybe("costs").map(SourcingPolicyJson::costs).orElse(CostPolicy.DEFAULT);
        return switch (kind) {
            case COST -> {
                if (criteria.isPresent()) {
                    throw criteria.get().invalid("Only rules have criteria.");
                }
                yield costs;
            }
            case RULES -> new LexicographicPolicy(criteria(scoring.at("criteria")), costs);
        };
    }

    private static List<Criterion> criteria(Field field) {
        List<Criterion> criteria = field.items(1, Criterion.values().length, "too-many-entries").stream()
                .map(criterion -> criterion.word(Criterion.class))
                .toList();
        if (EnumSet.copyOf(criteria).size() < criteria.size()) {
            throw field.invalid("Each criterion may stand once.");
        }
        return criteria;
    }

    private static CostPolicy costs(Field field) {
        Field costs = field.object(
                "perBox",
                "perUnit",
                "perUnitKmMillis",
                "handlingStore",
                "handlingWarehouse",
                "pressure",
                "latePerDay",
                "shipTargetDays",
                "pickupTargetDays",
                "rejection",
                "shadowWeight",
                "travelPerKm");
        CostPolicy otherwise = CostPolicy.DEFAULT;
        return new CostPolicy(
                price(costs, "perBox", otherwise.perBox()),
                price(costs, "perUnit", otherwise.perUnit()),
                price(costs, "perUnitKmMillis", otherwise.perUnitKmMillis()),
                price(costs, "handlingStore", otherwise.handlingStore()),
                price(costs, "handlingWarehouse", otherwise.handlingWarehouse()),
                price(costs, "pressure", otherwise.pressure()),
                price(costs, "latePerDay", otherwise.latePerDay()),
                costs.maybe("shipTargetDays").map(SourcingPolicyJson::days).orElse(otherwise.shipTargetDays()),
                costs.maybe("pickupTargetDays").map(SourcingPolicyJson::days).orElse(otherwise.pickupTargetDays()),
                price(costs, "rejection", otherwise.rejection()),
                costs.maybe("shadowWeight")
                        .map(weight -> weight.number(0, MAX_SHADOW_WEIGHT))
                        .orElse(otherwise.shadowWeight()),
                price(costs, "travelPerKm", otherwise.travelPerKm()));
    }

    private static long price(Field costs, String name, long otherwise) {
        return costs.maybe(name)
                .map(price -> price.whole(0, CostPolicy.MAX_PRICE))
                .orElse(otherwise);
    }
}
