package io.omnihub.channel.storefront;

import io.omnihub.channel.Refusals;
import io.omnihub.channel.storefront.SalesRefusals.Wanted;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Quantity;
import io.omnihub.order.Cancellation;
import io.omnihub.order.EditOrderResult;
import io.omnihub.order.Order;
import io.omnihub.order.OrderChange;
import io.omnihub.order.OrderChange.Line;
import io.omnihub.sourcing.Demand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Why an order is not cancelled or edited. */
final class ChangeRefusals {
    private ChangeRefusals() {}

    /** A line of which less is left than was to be cancelled. */
    private record UncancellableLine(int lineNumber, long requested, long cancellable) {}

    static ProblemException of(EditOrderResult.Refused refused, OrderChange change, Order known) {
        List<Integer> numbers = change.lines().stream()
                .map(line -> line instanceof Line.Change(int number, long _) ? number : 0)
                .toList();
        return switch (refused) {
            case EditOrderResult.KeyReused() ->
                Refusals.keyReused("Idempotency-Key", "This key was used before to edit something else.");
            case EditOrderResult.NotEditable(var why, List<UUID> parts) -> notEditable(why, parts);
            case EditOrderResult.UnknownLines(var unknown) -> unknownLines(unknown, numbers);
            case EditOrderResult.TooManyLines() ->
                Refusals.field(
                        "too-many-lines",
                        "There are too many lines",
                        "/lines",
                        "The order would have more than " + Order.MAX_LINES + " lines.");
            case EditOrderResult.BeyondQuantity(var beyond) ->
                Refusals.fields(
                        "quantity-out-of-range",
                        "A quantity is out of range",
                        errors(
                                beyond,
                                numbers,
                                "/quantity",
                                "quantity-out-of-range",
                                "More than %,d of line %%d would have been ordered.".formatted(Quantity.MAX)));
            case EditOrderResult.TooManyCharges() -> OrderBody.tooManyCharges("/lines");
            case EditOrderResult.BeyondTotal() -> OrderBody.totalOutOfRange("/lines");
            case EditOrderResult.NotCancellable(var freed, var cancellable) ->
                notCancellable(
                        "An edit takes off what nobody has picked.",
                        freed.entrySet().stream()
                                .map(line -> new UncancellableLine(
                                        line.getKey(), line.getValue(), cancellable.getOrDefault(line.getKey(), 0L)))
                                .filter(line -> line.requested() > line.cancellable())
                                .toList());
            case EditOrderResult.NotSourced(var why, var wanted) ->
                OrderRefusals.notSourced(why, known.channel(), "", wanted(wanted, change, numbers));
        };
    }

    static ProblemException unknownLines(Collection<Integer> unknown, List<Integer> asked) {
        return Refusals.fields(
                "unknown-line",
                "A line is unknown",
                errors(unknown, asked, "/lineNumber", "unknown-line", "The order has no line %d."));
    }

    /** Names the lines that were asked for too much of; all of them where nothing is left at all. */
    static ProblemException notCancellable(Order order, Map<Integer, Long> cancellable, List<Cancellation.Line> asked) {
        Map<Integer, Long> wanted = new LinkedHashMap<>();
        asked.forEach(line -> wanted.put(line.lineNumber(), line.quantity()));
        return notCancellable(
                "A cancellation takes off what has not left and is not asked for already.",
                order.lines().stream()
                        .map(line -> new UncancellableLine(
                                line.lineNumber(),
                                wanted.getOrDefault(line.lineNumber(), asked.isEmpty() ? line.ordered() : 0),
                                cancellable.getOrDefault(line.lineNumber(), 0L)))
                        .filter(line -> asked.isEmpty() || line.requested() > line.cancellable())
                        .toList());
    }

    private static ProblemException notCancellable(String rule, List<UncancellableLine> lines) {
        return Problem.of(
                        409,
                        "quantity-not-cancellable",
                        "That much cannot be cancelled",
                        "Less is left than was to be taken off. " + rule)
                .with("lines", lines)
                .toException();
    }

    private static ProblemException notEditable(EditOrderResult.Why why, List<UUID> parts) {
        return Problem.of(
                        409,
                        "not-editable",
                        "The order cannot be edited so",
                        switch (why) {
                            case OVER -> "It is completed or cancelled.";
                            case NOTHING_LEFT -> "Nothing would be left of it. Cancel it instead.";
                            case BLOCKED -> "Some of it is blocked. Release it first.";
                            case PICKED ->
                                "Some of it is picked, so that it can no longer go elsewhere, or come from elsewhere.";
                            case HANDED_OVER ->
                                "Some of it has left or waits for its customer, so that it is for nobody else any"
                                        + " more.";
                            case TOO_MANY_PARTS ->
                                "It was edited so often that it is in too many parts. Cancel it, and place another.";
                        })
                .with("reason", why.wire())
                .with("fulfillmentOrders", parts)
                .toException();
    }

    /** @param member of an entry of {@code lines} that is at fault */
    private static List<FieldError> errors(
            Collection<Integer> atFault, List<Integer> numbers, String member, String code, String detail) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            if (atFault.contains(numbers.get(i))) {
                errors.add(new FieldError("/lines/" + i + member, code, detail.formatted(numbers.get(i))));
            }
        }
        return errors;
    }

    /** Where what was to be sourced stands in the body: lines by their number, others behind those of the order. */
    private static List<Wanted> wanted(List<Demand.Line> wanted, OrderChange change, List<Integer> numbers) {
        return wanted.stream()
                .map(line -> new Wanted(line.lineNumber(), field(line, change, numbers), line.sku(), line.quantity()))
                .toList();
    }

    private static String field(Demand.Line line, OrderChange change, List<Integer> numbers) {
        int changed = numbers.indexOf(line.lineNumber());
        return changed >= 0
                ? "/lines/" + changed
                : IntStream.range(0, change.lines().size())
                        .filter(i -> change.lines().get(i) instanceof Line.Addition(var added)
                                && added.sku().equals(line.sku()))
                        .mapToObj(i -> "/lines/" + i + "/sku")
                        .findFirst()
                        .orElse("");
    }
}
