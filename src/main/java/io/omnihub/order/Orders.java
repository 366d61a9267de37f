package io.omnihub.order;

import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.engine.KeyQueries;
import io.omnihub.engine.Priority;
import io.omnihub.fulfillment.FulfillmentFilter;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import io.omnihub.scarcity.Outlooks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Places, edits, cancels and reads orders. */
@Component
public class Orders {
    /** With the channel's code, the scope of the key that an order has by its external id. */
    private static final String SCOPE = "order:";

    /** How many orders of a customer are looked through. */
    private static final int MAX_FOUND = 1_000;

    private final Engine engine;
    private final Catalogs catalogs;
    private final Outlooks outlooks;
    private final Clock clock;
    private final KeyQueries keys;
    private final OrderQueries queries;
    private final ChangeQueries changes;
    private final Ids ids;

    Orders(
            Engine engine,
            Catalogs catalogs,
            Outlooks outlooks,
            KeyQueries keys,
            OrderQueries queries,
            ChangeQueries changes,
            Ids ids,
            Clock clock) {
        this.engine = engine;
        this.catalogs = catalogs;
        this.outlooks = outlooks;
        this.clock = clock;
        this.keys = keys;
        this.queries = queries;
        this.changes = changes;
        this.ids = ids;
    }

    /**
     * Promises every unit of an order, or refuses it whole. Idempotent by (channel, external id), whoever calls, and by
     * the caller's own key where there is one.
     *
     * @param actor the caller's key
     * @param fingerprint a hash of the canonical request
     */
    public Mono<PlaceOrderResult> place(UUID actor, NewOrder order, Optional<CommandKey> callersKey, UUID fingerprint) {
        return place(actor, order, callersKey, fingerprint, Priority.INTERACTIVE);
    }

    /** {@link #place(UUID, NewOrder, Optional, UUID)} as bulk work. */
    public Mono<PlaceOrderResult> placeInBulk(UUID actor, NewOrder order, UUID fingerprint) {
        return place(actor, order, Optional.empty(), fingerprint, Priority.BULK);
    }

    /**
     * Keeps an order that another system has carried out, without effect on stock, as bulk work. Idempotent by (channel,
     * external id).
     *
     * @param placedAt when the customer placed it; lists show it among the orders of that time
     * @param customer the other system's id of whoever bought it, to find it by
     */
    public Mono<PlaceOrderResult> recordInBulk(
            UUID actor, NewOrder order, Instant placedAt, Optional<String> customer, UUID fingerprint) {
        List<CommandKey> keys = new ArrayList<>();
        keys.add(new CommandKey(SCOPE + order.channel(), order.externalId(), fingerprint));
        customer.ifPresent(buyer ->
                keys.add(new CommandKey(customerScope(order.channel(), buyer), order.externalId(), fingerprint)));
        return place(new RecordOrder(ids.at(placedAt), actor, order, placedAt, keys), Priority.BULK);
    }

    /** The orders that were recorded of a customer of another system, the latest first, {@value #MAX_FOUND} at most. */
    public Flux<OrderDetails> recordedOf(ChannelCode channel, String customer) {
        return keys.subjects(customerScope(channel, customer), MAX_FOUND).concatMap(queries::order);
    }

    private static String customerScope(ChannelCode channel, String customer) {
        return "customer:" + channel + ":" + customer;
    }

    private Mono<PlaceOrderResult> place(
            UUID actor, NewOrder order, Optional<CommandKey> callersKey, UUID fingerprint, Priority priority) {
        return placing(actor, order, callersKey, fingerprint).flatMap(command -> place(command, priority));
    }

    /** The command that places an order, for those whose own decision it is a part of; its id is the order's. */
    public Mono<Command<PlaceOrderResult>> placing(
            UUID actor, NewOrder order, Optional<CommandKey> callersKey, UUID fingerprint) {
        List<CommandKey> keys = new ArrayList<>();
        callersKey.ifPresent(keys::add);
        keys.add(new CommandKey(SCOPE + order.channel(), order.externalId(), fingerprint));
        return outlooks.now()
                .map(outlook ->
                        new PlaceOrder(ids.next(), actor, order, keys, catalogs.copy(), outlook, clock.instant()));
    }

    private Mono<PlaceOrderResult> place(Command<PlaceOrderResult> command, Priority priority) {
        return engine.submit(command, priority).flatMap(answer -> switch (answer) {
            case Answer.Decided<PlaceOrderResult>(PlaceOrderResult result) -> Mono.just(result);
            case Answer.Repeated<PlaceOrderResult>(UUID first, UUID orderId) ->
                queries.order(orderId)
                        .map(details -> new PlaceOrderResult.Placed(details, !first.equals(command.id())));
            case Answer.KeyReused<PlaceOrderResult>(CommandKey key) -> Mono.just(new PlaceOrderResult.KeyReused(key));
        });
    }

    /**
     * Takes quantities off an order: all that is asked, or nothing. Idempotent by the caller's key.
     *
     * @param known the order as the caller was shown it
     * @param lines what to cancel; empty for everything that is left
     */
    public Mono<CancelOrderResult> cancel(
            Actor actor,
            OrderDetails known,
            List<Cancellation.Line> lines,
            Optional<String> reason,
            CommandKey callersKey) {
        return cancel(actor, known, lines, reason, callersKey, Priority.INTERACTIVE);
    }

    /** {@link #cancel(Actor, OrderDetails, List, Optional, CommandKey)} as bulk work. */
    public Mono<CancelOrderResult> cancelInBulk(
            Actor actor,
            OrderDetails known,
            List<Cancellation.Line> lines,
            Optional<String> reason,
            CommandKey callersKey) {
        return cancel(actor, known, lines, reason, callersKey, Priority.BULK);
    }

    /** Whether something was cancelled under that key. */
    public Mono<Boolean> isCancelled(CommandKey key) {
        return keys.subjects(List.of(key.scope()), key.key()).map(found -> !found.isEmpty());
    }

    private Mono<CancelOrderResult> cancel(
            Actor actor,
            OrderDetails known,
            List<Cancellation.Line> lines,
            Optional<String> reason,
            CommandKey callersKey,
            Priority priority) {
        var command = new CancelOrder(ids.next(), actor, known, lines, reason, List.of(callersKey));
        return engine.submit(command, priority).flatMap(answer -> switch (answer) {
            case Answer.Decided<CancelOrderResult>(CancelOrderResult result) -> Mono.just(result);
            case Answer.Repeated<CancelOrderResult>(UUID first, UUID id) -> cancelled(id, !first.equals(command.id()));
            case Answer.KeyReused<CancelOrderResult> _ -> Mono.just(new CancelOrderResult.KeyReused());
        });
    }

    /**
     * Changes quantities, lines, the delivery or the customer of an order: all that is asked, or nothing. Idempotent by the
     * caller's key.
     *
     * @param known the order as the caller was shown it
     */
    public Mono<EditOrderResult> edit(
            Actor actor, OrderDetails known, OrderChange change, Optional<String> reason, CommandKey callersKey) {
        return outlooks.now()
                .map(outlook -> new EditOrder(
                        ids.next(),
                        actor,
                        known,
                        change,
                        reason,
                        List.of(callersKey),
                        catalogs.copy(),
                        outlook,
                        clock.instant()))
                .flatMap(command -> engine.submit(command).flatMap(answer -> switch (answer) {
                    case Answer.Decided<EditOrderResult>(EditOrderResult result) -> Mono.just(result);
                    case Answer.Repeated<EditOrderResult>(UUID first, UUID id) ->
                        edited(id, !first.equals(command.id()));
                    case Answer.KeyReused<EditOrderResult> _ -> Mono.just(new EditOrderResult.KeyReused());
                }));
    }

    /**
     * All orders of which something is left, in one snapshot and without their fulfilment but for what has left, as fast as
     * they are taken.
     */
    public Flux<OpenRest> all() {
        return queries.all();
    }

    public Flux<OrderContact> contacts(Collection<UUID> orderIds) {
        return queries.contacts(orderIds);
    }

    public Mono<OrderDetails> order(UUID id) {
        return queries.order(id);
    }

    /** The channel of that order, if there is one. */
    public Mono<ChannelCode> channel(UUID orderId) {
        return queries.channel(orderId);
    }

    /** The parts of a channel's orders, the newest first; a page's cursor is the id of its last part. */
    public Mono<Page<FulfillmentOrder>> fulfillmentOrders(ChannelCode channel, FulfillmentFilter filter) {
        return queries.fulfillmentOrders(channel, filter);
    }

    /** Why the order is fulfilled from where it is, the first decision first; empty without such an order. */
    public Flux<OrderSourcing> sourcing(UUID id) {
        return queries.sourcing(id);
    }

    /** What was cancelled of it, the newest first; a page's cursor is the id of its last one. */
    public Mono<Page<Cancellation>> cancellations(UUID orderId, Optional<UUID> after, int limit) {
        return changes.cancellations(orderId, after, limit);
    }

    /** What was edited of it, the newest first; a page's cursor is the id of its last one. */
    public Mono<Page<OrderEdit>> edits(UUID orderId, Optional<UUID> after, int limit) {
        return changes.edits(orderId, after, limit);
    }

    /** Those of whoever has that number, however its digits are grouped; the newest first. */
    public Flux<OrderDetails> ofPhone(String phone, int atMost) {
        return queries.ofPhone(phone, atMost);
    }

    /** Those of whoever has that address, in whichever case; the newest first. */
    public Flux<OrderDetails> ofEmail(String email, int atMost) {
        return queries.ofEmail(email, atMost);
    }

    /** The newest first; a page's cursor is the id of its last order. */
    public Mono<Page<OrderDetails>> orders(OrderFilter filter) {
        return filter.externalId().isEmpty()
                ? queries.orders(filter, List.of())
                : scopes(filter)
                        .flatMap(scopes ->
                                keys.subjects(scopes, filter.externalId().get()))
                        .flatMap(ids ->
                                ids.isEmpty() ? Mono.just(Page.<OrderDetails>empty()) : queries.orders(filter, ids));
    }

    /** An external id is found by the keys under which orders were placed. */
    private Mono<List<String>> scopes(OrderFilter filter) {
        return filter.channel()
                .map(channel -> Mono.just(List.of(channel)))
                .orElseGet(catalogs::channelCodes)
                .map(channels -> channels.stream().map(code -> SCOPE + code).toList());
    }

    private Mono<CancelOrderResult> cancelled(UUID id, boolean repeated) {
        return changes.cancellation(id)
                .flatMap(cancellation -> queries.order(cancellation.orderId())
                        .map(details -> new CancelOrderResult.Cancelled(cancellation, details, repeated)));
    }

    private Mono<EditOrderResult> edited(UUID id, boolean repeated) {
        return changes.edit(id)
                .flatMap(edit -> queries.order(edit.orderId())
                        .map(details -> new EditOrderResult.Edited(edit, details, repeated)));
    }
}
