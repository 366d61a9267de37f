package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Wire;
import io.omnihub.returns.Return;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A return as callers see it. */
record ReturnJson(
        UUID id,
        Optional<UUID> orderId,
        Optional<String> channel,
        String reference,
        String state,
        List<String> steps,
        Optional<String> location,
        List<LineJson> lines,
        Optional<Money> refund,
        Optional<UUID> exchangeOrderId,
        Optional<String> reason,
        Instant createdAt,
        long version) {
    record LineJson(
            int lineNumber,
            Optional<Integer> orderLine,
            String sku,
            long quantity,
            long received,
            long restocked,
            long qualityControl,
            long damaged,
            Optional<Money> refund,
            Optional<String> reason) {
        static LineJson of(Return.Line line, Optional<Return.Source> source) {
            return new LineJson(
                    line.lineNumber(),
                    line.orderLine(),
                    line.sku().value(),
                    line.quantity(),
                    line.received(),
                    line.restocked(),
                    line.qualityControl(),
                    line.damaged(),
                    source.map(of -> new Money(line.refund(), of.currency())),
                    line.reason());
        }
    }

    static ReturnJson of(Return found, Caller caller) {
        return new ReturnJson(
                found.id(),
                found.source().map(Return.Source::orderId),
                found.source().map(of -> of.channel().value()),
                found.reference(),
                found.state().wire(),
                steps(found, caller),
                found.location().map(LocationCode::value),
                found.lines().stream()
                        .map(line -> LineJson.of(line, found.source()))
                        .toList(),
                found.refund(),
                found.exchangeOrderId(),
                found.reason(),
                found.madeAt(),
                found.version());
    }

    /** What the caller may do with it now. */
    static List<String> steps(Return found, Caller caller) {
        return found.steps().stream()
                .map(Wire::wire)
                .filter(step -> caller.mayStep(BackofficeReturnSteps.PATH + step, "pos.return." + step))
                .toList();
    }
}
