package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class PaymentRows implements LogRows<Payment> {
    private static final String INSERT = """
        INSERT INTO order_payment (id, order_id, reference, kind, amount, method, actor, occurred_at, recorded_at)
        SELECT *, $9::timestamptz
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::uuid[],
            $8::timestamptz[])
        """;

    @Override
    public Log<Payment> log() {
        return Payment.LOG;
    }

    @Override
    public List<Statement> append(List<Payment> payments, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(payments, Payment::id),
                Columns.uuids(payments, Payment::orderId),
                Columns.texts(payments, Payment::reference),
                Columns.texts(payments, payment -> payment.kind().wire()),
                Columns.numbers(payments, payment -> payment.amount().amount()),
                Columns.texts(payments, payment -> payment.method().orElse(null)),
                Columns.uuids(payments, Payment::actor),
                Columns.values(payments, Payment::occurredAt),
                now));
    }
}
