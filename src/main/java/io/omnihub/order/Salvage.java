package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.SourcingPlan.Shortage;
import io.omnihub.sourcing.SourcingPlan.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can still be had of a part that cannot be had whole. */
record Salvage(FulfillmentOrder part, KeptDemand demand, Outlook outlook) {
    /**
     * Finds locations for as much as can be had: a plan in which the rest is backordered. Not sourced, for the same reason,
     * where that is nothing.
     */
    Planning.Outcome plan(Shortage why, View view, StepContext context) {
        List<Demand.Line> had = new ArrayList<>();
        List<Demand.Line> rest = new ArrayList<>();
        divide(why.available(), had, rest);
        return had.isEmpty()
                ? new Planning.Outcome.NotSourced(why)
                : switch (sourcing(had, context.catalog(), context).planAgain(view, context)) {
                    case Planning.Outcome.Unread unread -> unread;
                    case Planning.Outcome.Sourced(Sourced plan)
                    when plan.backordered().isEmpty() ->
                        new Planning.Outcome.Sourced(new Sourced(plan.parts(), rest, plan.explanation()));
                    case Planning.Outcome.Sourced _, Planning.Outcome.NotSourced _ ->
                        new Planning.Outcome.NotSourced(why);
                };
    }

    private KeptSourcing sourcing(List<Demand.Line> lines, Catalog catalog, StepContext context) {
        return KeptSourcing.of(part.orderId(), demand, lines, catalog, outlook, context.now())
                .orElseThrow();
    }

    /** A line that comes first has first what there is of its SKU. */
    private void divide(Map<Sku, Long> available, List<Demand.Line> had, List<Demand.Line> rest) {
        Map<Sku, Long> left = new HashMap<>(available);
        for (Demand.Line line : KeptSourcing.wanted(part)) {
            long units = Math.min(line.quantity(), left.getOrDefault(line.sku(), 0L));
            left.merge(line.sku(), -units, Long::sum);
            of(line, units).ifPresent(had::add);
            of(line, line.quantity() - units).ifPresent(rest::add);
        }
    }

    private static Optional<Demand.Line> of(Demand.Line line, long units) {
        return units == 0
                ? Optional.empty()
                : Optional.of(new Demand.Line(line.lineNumber(), line.sku(), units, line.unitPrice()));
    }
}
