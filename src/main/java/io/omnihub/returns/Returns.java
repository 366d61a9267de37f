package io.omnihub.returns;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Versions;
import io.omnihub.order.NewOrder;
import io.omnihub.order.NewPayment;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.Orders;
import io.omnihub.order.Payments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes goods back, refunds and exchanges them, and reads what came back. */
@Component
public class Returns {
    private final Engine engine;
    private final ReturnQueries queries;
    private final Orders orders;
    private final Ids ids;

    Returns(Engine engine, ReturnQueries queries, Orders orders, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.orders = orders;
        this.ids = ids;
    }

    /**
     * Asks to give back units of an order. Idempotent by (channel, reference), whoever calls.
     *
     * @param order as the caller was shown it
     * @param fingerprint a hash of the order's id and the canonical request
     */
    public Mono<RequestReturnResult> request(Actor actor, OrderDetails order, NewReturn asked, UUID fingerprint) {
        var key = new CommandKey("return:" + order.order().channel(), asked.reference(), fingerprint);
        var command = new RequestReturn(ids.next(), actor, order, asked, List.of(key));
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<RequestReturnResult>(RequestReturnResult result) -> Mono.just(result);
            case Answer.Repeated<RequestReturnResult>(UUID first, UUID id) ->
                queries.byId(id).map(made -> new RequestReturnResult.Requested(made, !first.equals(command.id())));
            case Answer.KeyReused<RequestReturnResult> _ -> Mono.just(new RequestReturnResult.ReferenceReused());
        });
    }

    /** What comes back of an order, or has come, the newest first. */
    public Mono<List<ReturnOfOrder>> ofOrder(UUID orderId) {
        return queries.ofOrder(orderId);
    }

    /** Records what a location took back without an order. Idempotent by (location, reference), whoever calls. */
    public Mono<TakeBackResult> takeBack(Actor actor, TakenBack taken, UUID fingerprint) {
        var key = new CommandKey("return-at:" + taken.location(), taken.reference(), fingerprint);
        var command = new TakeBack(ids.next(), actor, taken, List.of(key));
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<TakeBackResult>(TakeBackResult result) -> Mono.just(result);
            case Answer.Repeated<TakeBackResult>(UUID first, UUID id) ->
                queries.byId(id).map(made -> new TakeBackResult.Taken(made, !first.equals(command.id())));
            case Answer.KeyReused<TakeBackResult> _ -> Mono.just(new TakeBackResult.ReferenceReused());
        });
    }

    /**
     * Does a step, whole or not at all. Idempotent by the caller's key; a refund by its reference too.
     *
     * @param known the return as the caller was shown it
     * @param expected the versions that it may have; empty for any
     */
    public Mono<ReturnStepResult> carryOut(
            Actor actor, Return known, ReturnWork work, Optional<Versions> expected, CommandKey callersKey) {
        List<CommandKey> keys = new ArrayList<>(List.of(callersKey));
        if (work instanceof ReturnWork.Refund(Optional<NewPayment> reported)) {
            reported.ifPresent(payment -> known.source()
                    .ifPresent(
                            of -> keys.add(Payments.key(of.channel(), payment.reference(), callersKey.fingerprint()))));
        }
        var command = new CarryOutReturn(ids.next(), actor, known, work, expected, keys);
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<ReturnStepResult>(ReturnStepResult result) -> Mono.just(result);
            case Answer.Repeated<ReturnStepResult>(UUID first, UUID _) ->
                queries.byId(known.id())
                        .map(done -> new ReturnStepResult.Done(done, Optional.empty(), !first.equals(command.id())));
            case Answer.KeyReused<ReturnStepResult>(CommandKey key) ->
                Mono.just(new ReturnStepResult.KeyReused(!key.equals(callersKey)));
        });
    }

    /**
     * Places an order in the place of what came back. Idempotent by the caller's key, and as every order is by its external
     * id.
     */
    public Mono<ReturnStepResult> exchange(
            Actor actor,
            Return known,
            NewOrder wanted,
            Optional<Versions> expected,
            CommandKey callersKey,
            UUID fingerprint) {
        return orders.placing(actor.id(), wanted, Optional.of(callersKey), fingerprint)
                .map(placing -> new ExchangeReturn(actor, known, placing, expected))
                .flatMap(command -> engine.submit(command).flatMap(answer -> switch (answer) {
                    case Answer.Decided<ReturnStepResult>(ReturnStepResult result) -> Mono.just(result);
                    case Answer.Repeated<ReturnStepResult>(UUID first, UUID orderId) ->
                        exchanged(known, orderId, !first.equals(command.id()));
                    case Answer.KeyReused<ReturnStepResult>(CommandKey key) ->
                        Mono.just(new ReturnStepResult.KeyReused(!key.equals(callersKey)));
                }));
    }

    /** An order that has this external id, and was not placed for this return, is another one. */
    private Mono<ReturnStepResult> exchanged(Return known, UUID orderId, boolean repeated) {
        return queries.byExchange(orderId)
                .filter(done -> done.id().equals(known.id()))
                .flatMap(done -> orders.order(orderId)
                        .<ReturnStepResult>map(
                                details -> new ReturnStepResult.Done(done, Optional.of(details), repeated)))
                .defaultIfEmpty(new ReturnStepResult.KeyReused(true));
    }

    public Mono<Return> find(UUID id) {
        return queries.byId(id);
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<Return>> list(ReturnFilter filter) {
        return queries.page(filter);
    }

    /** What a channel takes back; of a channel without a policy of its own, the default. */
    public Mono<ReturnPolicy> policy(ChannelCode channel) {
        return queries.policy(channel);
    }

    /** @param expected the versions that it may replace; empty for any */
    public Mono<PutReturnPolicyResult> putPolicy(
            Actor actor, ChannelCode channel, ReturnPolicy wanted, Optional<Versions> expected) {
        return engine.submit(new PutReturnPolicy(ids.next(), actor, channel, wanted, expected))
                .map(answer -> switch (answer) {
                    case Answer.Decided<PutReturnPolicyResult>(PutReturnPolicyResult result) -> result;
                    case Answer.Repeated<PutReturnPolicyResult> _, Answer.KeyReused<PutReturnPolicyResult> _ ->
                        throw new IllegalStateException("a policy has no keys");
                });
    }
}
