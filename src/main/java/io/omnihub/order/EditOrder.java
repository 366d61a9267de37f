package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.Saleability;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.Sku;
import io.omnihub.order.EditOrderResult.Edited;
import io.omnihub.order.EditOrderResult.NotEditable;
import io.omnihub.order.EditOrderResult.NotSourced;
import io.omnihub.order.EditOrderResult.Why;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Changes what is wanted of an order, where, and by whom: all that is asked, or nothing. What it frees is free before
 * anything is sourced, so that an order that moves may have its own units again.
 *
 * @param known the order as it was read before, from which the first reads are guessed
 * @param catalog from which they are guessed too
 */
record EditOrder(
        UUID id,
        Actor actor,
        OrderDetails known,
        OrderChange change,
        Optional<String> reason,
        List<CommandKey> keys,
        Catalog catalog,
        Outlook outlook,
        Instant askedAt)
        implements Command<EditOrderResult> {
    /** How many fulfilment orders an order may come to have by edits. */
    private static final int MAX_PARTS = 200;

    @Override
    public Reads reads() {
        var editing = new Editing(change, known.order(), known.recipient(), known.fulfillment());
        Reads reads = known.reads();
        if (editing.refusal().isPresent()) {
            return reads;
        }
        reads.read(Item.TABLE, editing.more());
        if (!editing.wanted().isEmpty()) {
            sourcing(editing, catalog, askedAt).ifPresent(sourcing -> reads.and(sourcing.reads()));
        }
        return reads;
    }

    @Override
    public Decision<EditOrderResult> decide(View view, Instant now) {
        var editing = new Editing(
                change,
                view.find(Order.TABLE, orderId()).orElseThrow(),
                view.find(OrderRecipient.TABLE, orderId()).orElseThrow().recipient(),
                OrderFulfillment.of(orderId(), view));
        Optional<EditOrderResult.Refused> refusal = editing.refusal();
        if (refusal.isPresent()) {
            return new Decision.Refuse<>(refusal.get());
        }
        Optional<Reads> unread = editing.freed().isEmpty()
                ? Optional.empty()
                : editing.fulfillment().unread(view);
        return unread.<Decision<EditOrderResult>>map(Decision.Again::new).orElseGet(() -> free(editing, view, now));
    }

    private Decision<EditOrderResult> free(Editing editing, View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, orderId(), actor.id(), Optional.empty());
        Catalog current = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var context = new StepContext(id, changes, ledger, current, now);
        OrderFulfillment fewer = editing.freed().isEmpty()
                ? editing.fulfillment()
                : editing.fulfillment().cancel(editing.freed(), view, context);
        List<Demand.Line> wanted = editing.wanted();
        if (wanted.isEmpty()) {
            return edit(editing, fewer, List.of(), context);
        }
        Set<Sku> more = editing.more();
        Reads items = new Reads().read(Item.TABLE, unreadItems(more, view));
        if (items.weight() > 0) {
            return new Decision.Again<>(items);
        }
        return switch (Saleability.of(editing.order().channel(), more, view)) {
            case Saleability.Unsaleable why -> refuse(new PlaceOrderResult.Unsaleable(why), wanted);
            case Saleability.Saleable _ -> source(editing, fewer, view, context);
        };
    }

    private Decision<EditOrderResult> source(Editing editing, OrderFulfillment fewer, View view, StepContext context) {
        KeptSourcing sourcing =
                sourcing(editing, context.catalog(), context.now()).orElseThrow();
        return switch (sourcing.plan(view, context)) {
            case Planning.Outcome.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Planning.Outcome.NotSourced(var why) -> refuse(PlaceOrderResult.Refused.of(why), editing.wanted());
            case Planning.Outcome.Sourced(var plan) -> place(editing, fewer, sourcing.demand(), plan, context);
        };
    }

    private Decision<EditOrderResult> place(
            Editing editing, OrderFulfillment fewer, KeptDemand kept, SourcingPlan.Sourced plan, StepContext context) {
        OrderFulfillment more = fewer.add(editing.after().method(), kept, plan, context);
        if (more.parts().size() > MAX_PARTS) {
            return new Decision.Refuse<>(new NotEditable(Why.TOO_MANY_PARTS, List.of()));
        }
        context.changes().append(OrderSourcing.LOG, OrderSourcing.of(more, plan, context));
        List<FulfillmentOrder> added =
                more.parts().subList(fewer.parts().size(), more.parts().size());
        return edit(editing, more, added, context);
    }

    /** @param added the parts that are made for it */
    private Decision<EditOrderResult> edit(
            Editing editing, OrderFulfillment after, List<FulfillmentOrder> added, StepContext context) {
        Changes changes = context.changes();
        var edit = new OrderEdit(
                id,
                orderId(),
                reason,
                actor.id(),
                context.now(),
                editing.lines(),
                editing.isMoved(),
                editing.isForSomebodyElse());
        Recipient recipient = editing.newRecipient();
        if (edit.delivery() || edit.customer()) {
            changes.put(OrderRecipient.TABLE, orderId(), new OrderRecipient(orderId(), recipient));
        }
        changes.append(OrderEdit.LOG, edit).announce(OrderEvents.edited(editing.order(), edit, added));
        Order edited = editing.after().follow(editing.order(), after, changes);
        note(editing, edit, edited, changes);
        return new Decision.Accept<>(new Edited(edit, new OrderDetails(edited, recipient, after), false), id, changes);
    }

    /** That it goes elsewhere, or is for somebody else, is told; where and who is not. */
    private void note(Editing editing, OrderEdit edit, Order edited, Changes changes) {
        Map<String, Object> after = new LinkedHashMap<>(facts(edited, edit));
        after.put("deliveryChanged", edit.delivery());
        after.put("customerChanged", edit.customer());
        actor.note(changes, "order:" + orderId(), Optional.of(facts(editing.order(), edit)), after);
    }

    private static Map<String, Object> facts(Order order, OrderEdit edit) {
        return Map.of(
                "state", order.state().wire(),
                "method", order.method().wire(),
                "allowSplit", order.allowSplit(),
                "allowBackorder", order.allowBackorder(),
                "lines",
                        edit.lines().stream()
                                .flatMap(line -> order.line(line.lineNumber()).stream())
                                .map(line -> Map.of("lineNumber", line.lineNumber(), "current", line.current()))
                                .toList());
    }

    private static Decision<EditOrderResult> refuse(PlaceOrderResult.Refused why, List<Demand.Line> wanted) {
        return new Decision.Refuse<>(new NotSourced(why, wanted));
    }

    private Optional<KeptSourcing> sourcing(Editing editing, Catalog by, Instant at) {
        KeptDemand kept = editing.kept()
                .around(editing.collectedAt().flatMap(by::location).map(Location::position), by);
        return KeptSourcing.of(orderId(), kept, editing.wanted(), by, outlook, at);
    }

    private static Set<Sku> unreadItems(Set<Sku> skus, View view) {
        return skus.stream().filter(sku -> !view.covers(Item.TABLE, sku)).collect(Collectors.toSet());
    }

    private UUID orderId() {
        return known.order().id();
    }
}
