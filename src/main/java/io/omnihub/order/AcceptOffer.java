package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Versions;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Has a part that nobody can fulfil where it was to be collected be collected at another store, if that is possible now:
 * an offer holds no stock.
 *
 * @param known the part as it was read before, from which the reads are guessed
 * @param store where it is to be collected instead
 * @param catalog from which they are guessed too
 */
record AcceptOffer(
        UUID id,
        Actor actor,
        FulfillmentOrder known,
        LocationCode store,
        Optional<Versions> expected,
        List<CommandKey> keys,
        Catalog catalog,
        Outlook outlook,
        Instant askedAt)
        implements Command<AcceptOfferResult> {
    @Override
    public Reads reads() {
        Reads reads = new Reads()
                .lock(Order.TABLE, Set.of(known.orderId()))
                .lock(OrderFulfillment.TABLE, Set.of(known.orderId()))
                .read(OrderRecipient.TABLE, Set.of(known.orderId()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        if (isOpen(known)) {
            KeptSourcing.of(known.askedAt(store, catalog), catalog, outlook, askedAt)
                    .ifPresent(sourcing -> reads.and(sourcing.reads()));
        }
        return reads;
    }

    @Override
    public Decision<AcceptOfferResult> decide(View view, Instant now) {
        OrderFulfillment fulfillment = OrderFulfillment.of(known.orderId(), view);
        FulfillmentOrder part = fulfillment.part(known.id()).orElseThrow();
        if (expected.filter(versions -> !versions.contain(part.version())).isPresent()) {
            return new Decision.Refuse<>(new AcceptOfferResult.OtherVersion(part.version()));
        }
        if (!isOpen(part)) {
            return new Decision.Refuse<>(new AcceptOfferResult.NotAllowed(part));
        }
        Catalog current = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, part.id(), actor.id(), Optional.empty());
        var context = new StepContext(id, changes, ledger, current, now);
        Optional<KeptSourcing> sourcing = KeptSourcing.of(part.askedAt(store, current), current, outlook, now);
        if (sourcing.isEmpty()) {
            return unavailable(List.of());
        }
        return switch (sourcing.get().plan(view, context)) {
            case Planning.Outcome.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Planning.Outcome.Sourced(var plan)
            when plan.backordered().isEmpty() -> {
                OrderFulfillment after = fulfillment.source(part.collectedAt(store), plan, context);
                moveOrder(view, after, changes);
                yield accept(part, after, plan, context);
            }
            case Planning.Outcome.Sourced _ -> unavailable(List.of());
            case Planning.Outcome.NotSourced(var why) -> unavailable(why.alternatives());
        };
    }

    private static boolean isOpen(FulfillmentOrder part) {
        return part.allows(FulfillmentStep.ACCEPT_OFFER);
    }

    /** What is still to be collected of the order may all be collected there now. */
    private void moveOrder(View view, OrderFulfillment after, Changes changes) {
        OrderRecipient row = view.find(OrderRecipient.TABLE, known.orderId()).orElseThrow();
        Recipient moved = row.recipient().at(new Delivery.Pickup(store));
        if (after.isBoundFor(store) && !moved.equals(row.recipient())) {
            changes.put(OrderRecipient.TABLE, known.orderId(), new OrderRecipient(known.orderId(), moved));
        }
    }

    /** What would only wait there is no offer. */
    private Decision<AcceptOfferResult> accept(
            FulfillmentOrder before, OrderFulfillment after, SourcingPlan.Sourced plan, StepContext context) {
        FulfillmentOrder done = after.part(before.id()).orElseThrow();
        context.changes().append(OrderSourcing.LOG, OrderSourcing.of(after, plan, context));
        actor.note(context.changes(), "fulfillment-order:" + before.id(), Optional.of(facts(before)), facts(done));
        return new Decision.Accept<>(new AcceptOfferResult.Accepted(done, false), before.id(), context.changes());
    }

    private static Decision<AcceptOfferResult> unavailable(List<Alternative> offers) {
        return new Decision.Refuse<>(new AcceptOfferResult.Unavailable(offers));
    }

    private static Map<String, Object> facts(FulfillmentOrder part) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("state", part.state().wire());
        part.location().ifPresent(location -> facts.put("location", location.value()));
        facts.put("version", part.version());
        return facts;
    }
}
