package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.storefront.OrderRefusals;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.Sku;
import io.omnihub.order.NewOrder;
import io.omnihub.returns.NewReturn;
import io.omnihub.returns.RequestReturnResult;
import io.omnihub.returns.Return;
import io.omnihub.returns.ReturnStep;
import io.omnihub.returns.ReturnStepResult;
import io.omnihub.returns.ReturnWork;
import io.omnihub.returns.TakeBackResult;
import io.omnihub.returns.TakenBack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Why something is not taken back, or not so. */
final class ReturnRefusals {
    private ReturnRefusals() {}

    static RuntimeException of(RequestReturnResult result, NewReturn asked) {
        List<Integer> lines =
                asked.lines().stream().map(NewReturn.Line::lineNumber).toList();
        return switch (result) {
            case RequestReturnResult.Requested _ -> throw new IllegalArgumentException("no refusal");
            case RequestReturnResult.ReferenceReused() ->
                Refusals.keyReused("/reference", "This reference stands for another return of this channel.");
            case RequestReturnResult.UnknownLines(Set<Integer> unknown) ->
                lines("unknown-line", "A line is unknown", "The order has no such line.", lines, unknown);
            case RequestReturnResult.FinalSale(Set<Integer> sold) ->
                lines("final-sale", "It is not taken back", "The channel does not take this back.", lines, sold);
            case RequestReturnResult.TooMany(List<RequestReturnResult.Excess> excess) ->
                Problem.of(
                                409,
                                "quantity-not-returnable",
                                "Less can be given back",
                                "Fewer units have reached the customer and are not given back already.")
                        .with("lines", excess)
                        .toException();
            case RequestReturnResult.WindowOver(Set<Integer> over) ->
                Problem.of(
                                409,
                                "return-window-over",
                                "It is too late",
                                "The time in which the channel takes these lines back is over.")
                        .with("lineNumbers", over)
                        .toException();
        };
    }

    static RuntimeException of(TakeBackResult result, TakenBack taken) {
        return switch (result) {
            case TakeBackResult.Taken _ -> throw new IllegalArgumentException("no refusal");
            case TakeBackResult.ReferenceReused() ->
                Refusals.keyReused("/reference", "This reference stands for another return at this location.");
            case TakeBackResult.UnknownLocation() -> Refusals.unknownLocation();
            case TakeBackResult.InactiveLocation() -> Refusals.inactiveLocation();
            case TakeBackResult.UnknownItems(Set<Sku> unknown) ->
                at(
                        "sku",
                        "unknown-item",
                        "An item is unknown",
                        "There is no such item.",
                        taken.lines().stream().map(TakenBack.Line::sku).toList(),
                        unknown);
        };
    }

    /** @param step that was asked for */
    static RuntimeException of(ReturnStepResult result, ReturnStep step, List<Integer> lines, Caller caller) {
        return switch (result) {
            case ReturnStepResult.Done _ -> throw new IllegalArgumentException("no refusal");
            case ReturnStepResult.KeyReused(boolean ofReference) ->
                ofReference
                        ? Refusals.keyReused(
                                step == ReturnStep.EXCHANGE ? "/order/externalId" : "/reference",
                                "It stands for something else in this channel.")
                        : Refusals.keyReused();
            case ReturnStepResult.OtherVersion(long version) -> Refusals.versionMismatch(Optional.of(version));
            case ReturnStepResult.NotAllowed(Return found) -> notAllowed(found, step, caller);
            case ReturnStepResult.ExchangeUnpaid(UUID orderId) ->
                Problem.of(
                                409,
                                "exchange-unpaid",
                                "The exchange is not paid",
                                "What is due for this return is to pay for the order that was placed in its stead."
                                        + " Cancel that order, or have it paid, first.")
                        .with("exchangeOrderId", orderId)
                        .toException();
            case ReturnStepResult.UnknownLocation() -> Refusals.unknownLocation();
            case ReturnStepResult.InactiveLocation() -> Refusals.inactiveLocation();
            case ReturnStepResult.UnknownLines(Set<Integer> unknown) ->
                lines("unknown-line", "A line is unknown", "The return has no such line.", lines, unknown);
            case ReturnStepResult.BeyondLines(Map<Integer, Long> left) -> beyond(step, lines, left);
            case ReturnStepResult.NotThere(Set<Sku> skus) ->
                Problem.of(
                                409,
                                "goods-not-there",
                                "The goods are not there any more",
                                "Fewer units are unavailable than came back: somebody has adjusted their stock.")
                        .with("skus", skus.stream().map(Sku::value).toList())
                        .toException();
            case ReturnStepResult.OtherRefund(Money due) ->
                Refusals.field(
                        "refund-mismatch",
                        "That is not what is due",
                        "/amount",
                        due.amount() == 0
                                ? "Nothing is due any more: send neither reference nor amount."
                                : "%,d minor units of %s are due.".formatted(due.amount(), due.currency()));
            case ReturnStepResult.RefundOutOfRange(long left) ->
                Refusals.field(
                        "money-out-of-range",
                        "Money is out of range",
                        "/amount/amount",
                        "At most %,d minor units more can be recorded for this order.".formatted(left));
            case ReturnStepResult.NotPlaced _ -> throw new IllegalArgumentException("only an exchange places");
        };
    }

    /** @param wanted in exchange */
    static RuntimeException of(ReturnStepResult result, NewOrder wanted, Caller caller) {
        return result instanceof ReturnStepResult.NotPlaced(var why)
                ? OrderRefusals.of(why, wanted, Optional.empty())
                        .problem()
                        .within("/order")
                        .toException()
                : of(result, ReturnStep.EXCHANGE, List.of(), caller);
    }

    /** The line numbers that a step names, in their order. */
    static List<Integer> named(ReturnWork work) {
        return switch (work) {
            case ReturnWork.Plain _, ReturnWork.Refund _ -> List.of();
            case ReturnWork.Receive(var _, Map<Integer, Long> units) -> List.copyOf(units.keySet());
            case ReturnWork.Inspect(List<Return.Inspected> found) ->
                found.stream().map(Return.Inspected::lineNumber).toList();
        };
    }

    private static RuntimeException beyond(ReturnStep step, List<Integer> lines, Map<Integer, Long> left) {
        String what = step == ReturnStep.INSPECT
                ? "%d units of line %d came back and are not looked at yet."
                : "%d more units of line %d can come back. What is not of the order is taken back without one.";
        return Refusals.fields(
                "quantity-beyond-line",
                "That is more than is left",
                IntStream.range(0, lines.size())
                        .filter(i -> left.containsKey(lines.get(i)))
                        .mapToObj(i -> new FieldError(
                                "/lines/" + i + (step == ReturnStep.INSPECT ? "" : "/quantity"),
                                "quantity-beyond-line",
                                what.formatted(left.get(lines.get(i)), lines.get(i))))
                        .toList());
    }

    private static RuntimeException notAllowed(Return found, ReturnStep step, Caller caller) {
        List<String> steps = ReturnJson.steps(found, caller);
        return Refusals.stepNotAllowed(
                "It is %s, where %s is not possible; possible are: %s."
                        .formatted(
                                found.state().wire(), step.wire(), steps.isEmpty() ? "none" : String.join(", ", steps)),
                found.state(),
                steps);
    }

    private static RuntimeException lines(
            String code, String title, String detail, List<Integer> lines, Set<Integer> atFault) {
        return at("lineNumber", code, title, detail, lines, atFault);
    }

    private static <T> RuntimeException at(
            String member, String code, String title, String detail, List<T> all, Set<T> atFault) {
        return Refusals.entries(code, title, "/lines/%d/" + member, detail, all, atFault::contains);
    }
}
