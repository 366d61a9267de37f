package io.omnihub.order;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Records and reads what was paid for orders. */
@Component
public class Payments {
    /** With the channel's code, the scope of the key that a payment has by its reference. */
    private static final String SCOPE = "payment:";

    private final Engine engine;
    private final PaymentQueries payments;
    private final OrderQueries orders;
    private final Ids ids;

    Payments(Engine engine, PaymentQueries payments, OrderQueries orders, Ids ids) {
        this.engine = engine;
        this.payments = payments;
        this.orders = orders;
        this.ids = ids;
    }

    /** The key that a payment has by its reference. */
    public static CommandKey key(ChannelCode channel, String reference, UUID fingerprint) {
        return new CommandKey(SCOPE + channel, reference, fingerprint);
    }

    /**
     * Records a payment or refund for an order that exists. Idempotent by (channel, reference), whoever calls.
     *
     * @param channel of the order
     * @param fingerprint a hash of the order's id and the canonical request
     */
    public Mono<RecordPaymentResult> record(
            Actor actor, UUID orderId, ChannelCode channel, NewPayment reported, UUID fingerprint) {
        CommandKey key = key(channel, reported.reference(), fingerprint);
        var command = new RecordPayment(ids.next(), actor, orderId, reported, List.of(key));
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<RecordPaymentResult>(RecordPaymentResult result) -> Mono.just(result);
            case Answer.Repeated<RecordPaymentResult>(UUID first, UUID id) -> recorded(id, !first.equals(command.id()));
            case Answer.KeyReused<RecordPaymentResult> _ -> Mono.just(new RecordPaymentResult.ReferenceReused());
        });
    }

    /** The newest record first; a page's cursor is the id of its last one. */
    public Mono<Page<Payment>> payments(UUID orderId, Optional<UUID> after, int limit) {
        return payments.payments(orderId, after, limit);
    }

    private Mono<RecordPaymentResult> recorded(UUID id, boolean repeated) {
        return payments.payment(id)
                .flatMap(payment -> orders.order(payment.orderId())
                        .map(details -> new RecordPaymentResult.Recorded(payment, details.order(), repeated)));
    }
}
