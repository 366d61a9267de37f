package io.omnihub.channel.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.channel.OfferJson;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import io.omnihub.order.OrderSourcing;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Explanation;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans, and why they are as they are, as the contract shows them. */
final class SourcingJson {
    private SourcingJson() {}

    /** A plan that somebody asked for, or why there is none. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PreviewJson(
            Instant asOf,
            String outcome,
            Optional<String> reason,
            List<PartJson> parts,
            List<LineJson> backordered,
            List<AvailableJson> available,
            List<OfferJson> alternatives,
            ExplanationJson explanation) {}

    record PartJson(
            String location, String method, Instant promisedAt, List<LineJson> lines, List<LegJson> transfers) {}

    record LegJson(String from, List<LineJson> lines) {}

    record LineJson(int lineNumber, String sku, long quantity) {}

    record AvailableJson(String sku, long available) {}

    record DecisionJson(Instant decidedAt, ExplanationJson explanation) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ExplanationJson(
            long policyVersion,
            boolean exact,
            long lowerBound,
            @JsonInclude List<WeighedJson> weighed,
            @JsonInclude Map<String, Integer> out,
            List<OfferedJson> offered) {
        static ExplanationJson of(Explanation explanation) {
            Map<String, Integer> out = new TreeMap<>();
            explanation.out().forEach((reason, locations) -> out.put(reason.wire(), locations));
            return new ExplanationJson(
                    explanation.policyVersion(),
                    explanation.exact(),
                    explanation.lowerBound(),
                    explanation.weighed().stream().map(WeighedJson::of).toList(),
                    out,
                    explanation.offered().stream().map(OfferedJson::of).toList());
        }
    }

    record OfferedJson(String sku, String rule, long promisable, long below, long units) {
        static OfferedJson of(Explanation.Offered offered) {
            return new OfferedJson(
                    offered.sku().value(),
                    offered.rule().wire(),
                    offered.promisable(),
                    offered.below(),
                    offered.units());
        }
    }

    record WeighedJson(List<String> locations, List<Long> scores, CostsJson costs, boolean chosen) {
        static WeighedJson of(Explanation.Weighed plan) {
            return new WeighedJson(
                    plan.locations().stream().map(LocationCode::value).toList(),
                    plan.scores(),
                    CostsJson.of(plan.terms()),
                    plan.chosen());
        }
    }

    /** In minor units, of which the planner reckons thousandths. */
    record CostsJson(
            double box,
            double transport,
            double travel,
            double handling,
            double pressure,
            double shadow,
            double lateness,
            double rejection,
            double total) {
        static CostsJson of(Explanation.Terms terms) {
            return new CostsJson(
                    minor(terms.box()),
                    minor(terms.transport()),
                    minor(terms.travel()),
                    minor(terms.handling()),
                    minor(terms.pressure()),
                    minor(terms.shadow()),
                    minor(terms.lateness()),
                    minor(terms.rejection()),
                    minor(terms.total()));
        }

        private static double minor(long thousandths) {
            return thousandths / 1_000.0;
        }
    }

    static DecisionJson of(OrderSourcing decision) {
        return new DecisionJson(decision.decidedAt(), ExplanationJson.of(decision.explanation()));
    }

    static PreviewJson of(Instant asOf, SourcingPlan plan) {
        ExplanationJson explanation = ExplanationJson.of(plan.explanation());
        return switch (plan) {
            case SourcingPlan.Sourced(var parts, var backordered, var _) ->
                new PreviewJson(
                        asOf,
                        "sourced",
                        Optional.empty(),
                        parts.stream().map(SourcingJson::part).toList(),
                        lines(backordered),
                        List.of(),
                        List.of(),
                        explanation);
            case SourcingPlan.Shortage(var available, var alternatives, var _) ->
                refused(
                        asOf,
                        "insufficient-stock",
                        Optional.empty(),
                        available.entrySet().stream()
                                .map(sku -> new AvailableJson(sku.getKey().value(), sku.getValue()))
                                .toList(),
                        alternatives,
                        explanation);
            case SourcingPlan.NoPickup(var _, var cause, var alternatives, var _) ->
                refused(
                        asOf,
                        "pickup-unavailable",
                        Optional.of(cause).map(Wire::wire),
                        List.of(),
                        alternatives,
                        explanation);
            case SourcingPlan.NoStoreNear _ ->
                refused(asOf, "no-store-near", Optional.empty(), List.of(), List.of(), explanation);
        };
    }

    private static PreviewJson refused(
            Instant asOf,
            String outcome,
            Optional<String> reason,
            List<AvailableJson> available,
            List<SourcingPlan.Alternative> alternatives,
            ExplanationJson explanation) {
        return new PreviewJson(
                asOf,
                outcome,
                reason,
                List.of(),
                List.of(),
                available,
                alternatives.stream().map(OfferJson::of).toList(),
                explanation);
    }

    private static PartJson part(SourcingPlan.Part part) {
        return new PartJson(
                part.location().value(),
                part.method().wire(),
                part.promisedAt(),
                lines(part.lines()),
                part.legs().stream()
                        .map(leg -> new LegJson(leg.from().value(), lines(leg.lines())))
                        .toList());
    }

    private static List<LineJson> lines(List<Demand.Line> lines) {
        return lines.stream()
                .map(line -> new LineJson(line.lineNumber(), line.sku().value(), line.quantity()))
                .toList();
    }
}
