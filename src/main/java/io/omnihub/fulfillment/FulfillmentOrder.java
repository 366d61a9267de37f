package io.omnihub.fulfillment;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The part of an order that one location handles.
 *
 * @param location empty while it waits for stock
 * @param promisedAt when the customer has it, or can collect it; empty while it waits for stock
 * @param transferId what brings its goods to where they are collected
 * @param lines with what is still wanted of each, zero once it is cancelled
 */
public record FulfillmentOrder(
        UUID id,
        UUID orderId,
        DeliveryMethod method,
        Optional<LocationCode> location,
        FulfillmentState state,
        Instant createdAt,
        Optional<Instant> promisedAt,
        Optional<UUID> transferId,
        List<Line> lines) {
    public FulfillmentOrder {
        lines = List.copyOf(lines);
    }

    /** @param lineNumber the order's line that it is a part of */
    public record Line(int lineNumber, Sku sku, long quantity) {
        public Line {
            if (quantity < 0) {
                throw new IllegalArgumentException("less than nothing of line " + lineNumber);
            }
        }

        Line less(long units) {
            return new Line(lineNumber, sku, quantity - units);
        }
    }

    FulfillmentOrder withLines(List<Line> newLines) {
        return new FulfillmentOrder(id, orderId, method, location, state, createdAt, promisedAt, transferId, newLines);
    }

    FulfillmentOrder cancel(int lineNumber, long units) {
        List<Line> fewer = lines.stream()
                .map(line -> line.lineNumber() == lineNumber ? line.less(units) : line)
                .toList();
        boolean nothingLeft = fewer.stream().allMatch(line -> line.quantity() == 0);
        return new FulfillmentOrder(
                id,
                orderId,
                method,
                location,
                nothingLeft ? FulfillmentState.CANCELLED : state,
                createdAt,
                promisedAt,
                transferId,
                fewer);
    }
}
