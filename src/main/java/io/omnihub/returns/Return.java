package io.omnihub.returns;

import io.omnihub.engine.Changes;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Goods that come back from a customer.
 *
 * @param source the order that they are of; empty where a location took them back without one
 * @param reference the caller's, unique in the order's channel, else at the location
 * @param location where they are, once they are received
 * @param exchangeOrderId the order that was placed in their stead; before they are inspected, what is due then pays for it
 * @param reason why it was refused or cancelled
 * @param madeBy the caller's key
 * @param version grows with every step
 */
public record Return(
        UUID id,
        Optional<Source> source,
        String reference,
        ReturnState state,
        Optional<LocationCode> location,
        List<Line> lines,
        Optional<UUID> exchangeOrderId,
        Optional<String> reason,
        UUID madeBy,
        Instant madeAt,
        long version) {
    public static final Table<UUID, Return> TABLE = new Table<>("return", 450);

    /** Lines of one return. */
    public static final int MAX_LINES = 1_000;

    /** @param currency of what is due for it */
    public record Source(UUID orderId, ChannelCode channel, String currency) {}

    /**
     * Units of one item.
     *
     * @param orderLine whose units they are
     * @param quantity that were announced, or that came where that is more
     * @param received of these
     * @param restocked of the received ones, sellable again
     * @param qualityControl of these, still unavailable
     * @param damaged of these, written off
     * @param refund what is due for the received ones, in minor units, once all are inspected
     * @param reason the customer's
     */
    public record Line(
            int lineNumber,
            Optional<Integer> orderLine,
            Sku sku,
            long quantity,
            long received,
            long restocked,
            long qualityControl,
            long damaged,
            long refund,
            Optional<String> reason) {
        public Line {
            Quantity.require(quantity);
            if (received < 0
                    || received > quantity
                    || restocked < 0
                    || qualityControl < 0
                    || damaged < 0
                    || restocked + qualityControl + damaged > received
                    || refund < 0) {
                throw new IllegalArgumentException("line " + lineNumber + " is out of range");
            }
        }

        static Line announced(
                int lineNumber, Optional<Integer> orderLine, Sku sku, long quantity, Optional<String> reason) {
            return new Line(lineNumber, orderLine, sku, quantity, 0, 0, 0, 0, 0, reason);
        }

        Line receive(long units) {
            return new Line(lineNumber, orderLine, sku, Math.max(quantity, units), units, 0, 0, 0, 0, reason);
        }

        Line inspect(Inspected found) {
            return new Line(
                    lineNumber,
                    orderLine,
                    sku,
                    quantity,
                    received,
                    restocked + found.restocked(),
                    qualityControl + found.qualityControl(),
                    damaged + found.damaged(),
                    refund,
                    reason);
        }

        Line due(long amount) {
            return new Line(
                    lineNumber, orderLine, sku, quantity, received, restocked, qualityControl, damaged, amount, reason);
        }

        /** Received units that nobody has looked at. */
        public long uninspected() {
            return received - restocked - qualityControl - damaged;
        }
    }

    /** What became of units of a line. */
    public record Inspected(int lineNumber, long restocked, long qualityControl, long damaged) {
        public Inspected {
            if (restocked < 0 || qualityControl < 0 || damaged < 0) {
                throw new IllegalArgumentException("fewer than no units");
            }
        }

        long units() {
            return restocked + qualityControl + damaged;
        }
    }

    public Return {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES || (state.isHere() && location.isEmpty())) {
            throw new IllegalArgumentException("no such return can be: " + id);
        }
    }

    /**
     * What may be done with it now: without an order nothing is due, and nothing is exchanged; it is exchanged once, and what
     * is due is paid before it is closed.
     */
    public List<ReturnStep> steps() {
        return state.allowed().stream().filter(this::allows).sorted().toList();
    }

    boolean allows(ReturnStep step) {
        boolean ofOrder = step == ReturnStep.REFUND || step == ReturnStep.EXCHANGE;
        boolean isDue = state == ReturnState.INSPECTED
                && refund().filter(due -> due.amount() > 0).isPresent();
        return state.after(step).isPresent()
                && (source.isPresent() || !ofOrder)
                && !(step == ReturnStep.EXCHANGE && exchangeOrderId.isPresent())
                && !(step == ReturnStep.CLOSE && isDue);
    }

    public Optional<Line> line(int lineNumber) {
        return lineNumber >= 1 && lineNumber <= lines.size()
                ? Optional.of(lines.get(lineNumber - 1))
                : Optional.empty();
    }

    /** What is due for it, once it is inspected; none without an order. */
    public Optional<Money> refund() {
        return source.map(of -> new Money(lines.stream().mapToLong(Line::refund).sum(), of.currency()));
    }

    /** Units of a line that cannot be given back once more: those that have come, before that those that are to come. */
    long counted(Line line) {
        return state.isOff() ? 0 : state.isHere() ? line.received() : line.quantity();
    }

    /** The cells of its goods at that location. */
    List<Cell> cells(LocationCode at) {
        return lines.stream().map(line -> new Cell(line.sku(), at)).distinct().toList();
    }

    Return in(ReturnState next, Optional<String> why) {
        return with(next, location, lines, exchangeOrderId, why.or(() -> reason));
    }

    Return received(LocationCode at, Map<Integer, Long> units) {
        return with(
                ReturnState.RECEIVED,
                Optional.of(at),
                map(line -> line.receive(units.getOrDefault(line.lineNumber(), 0L))),
                exchangeOrderId,
                reason);
    }

    Return inspected(Map<Integer, Inspected> found) {
        return with(
                state,
                location,
                map(line -> found.containsKey(line.lineNumber()) ? line.inspect(found.get(line.lineNumber())) : line),
                exchangeOrderId,
                reason);
    }

    boolean isInspected() {
        return lines.stream().allMatch(line -> line.uninspected() == 0);
    }

    /** The same step goes on: its version has grown already. */
    Return due(UnaryOperator<Line> amount) {
        return goingOn(ReturnState.INSPECTED, map(amount));
    }

    /** Likewise, where what is due has paid for the order that was placed in its stead. */
    Return paidFor() {
        return goingOn(ReturnState.EXCHANGED, lines);
    }

    private Return goingOn(ReturnState next, List<Line> newLines) {
        return new Return(
                id, source, reference, next, location, newLines, exchangeOrderId, reason, madeBy, madeAt, version);
    }

    /** What is due for it has paid for that order, or will once it is known. */
    Return exchanged(UUID orderId) {
        return with(state.after(ReturnStep.EXCHANGE).orElseThrow(), location, lines, Optional.of(orderId), reason);
    }

    /** An order was placed in the stead of what is still to come, or to be looked at. */
    NewEvent exchangePlaced() {
        return event("exchange-placed");
    }

    private List<Line> map(UnaryOperator<Line> change) {
        return lines.stream().map(change).toList();
    }

    private Return with(
            ReturnState newState,
            Optional<LocationCode> newLocation,
            List<Line> newLines,
            Optional<UUID> newExchange,
            Optional<String> newReason) {
        return new Return(
                id,
                source,
                reference,
                newState,
                newLocation,
                newLines,
                newExchange,
                newReason,
                madeBy,
                madeAt,
                version + 1);
    }

    Return withLines(List<Line> all) {
        return goingOn(state, all);
    }

    /** Puts it among the changes; a state that is new is announced. */
    void put(Optional<Return> before, Changes changes) {
        changes.put(TABLE, id, this);
        if (before.filter(old -> old.state == state).isEmpty()) {
            changes.announce(event(state.wire()));
        }
    }

    /** What the audit log says of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>();
        facts.put("state", state.wire());
        facts.put("lines", lines.stream().map(Return::facts).toList());
        location.ifPresent(at -> facts.put("location", at.value()));
        reason.ifPresent(why -> facts.put("reason", why));
        exchangeOrderId.ifPresent(order -> facts.put("exchangeOrderId", order.toString()));
        return facts;
    }

    private NewEvent event(String past) {
        Map<String, Object> data = new HashMap<>();
        data.put("returnId", id.toString());
        data.put("reference", reference);
        data.put("lines", lines.stream().map(Return::facts).toList());
        source.ifPresent(of -> {
            data.put("orderId", of.orderId().toString());
            data.put("channel", of.channel().value());
        });
        location.ifPresent(at -> data.put("location", at.value()));
        refund().ifPresent(due -> data.put("refund", Map.of("amount", due.amount(), "currency", due.currency())));
        exchangeOrderId.ifPresent(order -> data.put("exchangeOrderId", order.toString()));
        return new NewEvent("io.omnihub.return.%s.v1".formatted(past), id.toString(), data);
    }

    private static Map<String, Object> facts(Line line) {
        return Map.of(
                "lineNumber", line.lineNumber(),
                "sku", line.sku().value(),
                "quantity", line.quantity(),
                "received", line.received(),
                "restocked", line.restocked(),
                "qualityControl", line.qualityControl(),
                "damaged", line.damaged(),
                "refund", line.refund());
    }
}
