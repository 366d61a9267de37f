package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.inbound.ExpectedReceipt;
import io.omnihub.inbound.NewReceipt;
import io.omnihub.inbound.PutReceiptResult;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Set;

/** Why a delivery is not announced, or a step with it is refused. */
final class ReceiptRefusals {
    private static final String INVALID = "invalid-field";
    private static final String NOT_VALID = "A field is not valid";

    private ReceiptRefusals() {}

    static RuntimeException of(PutReceiptResult result, NewReceipt wanted, Caller caller) {
        return switch (result) {
            case PutReceiptResult.Put _ -> throw new IllegalArgumentException("no refusal");
            case PutReceiptResult.OtherVersion(var current) -> Refusals.versionMismatch(current);
            case PutReceiptResult.Over(ExpectedReceipt receipt) -> notAllowed(receipt, "put", caller);
            case PutReceiptResult.OtherLocation() ->
                Refusals.field(INVALID, NOT_VALID, "/location", "It comes to another location; that does not change.");
            case PutReceiptResult.UnknownLocation() -> Refusals.unknownLocation();
            case PutReceiptResult.InactiveLocation() -> Refusals.inactiveLocation();
            case PutReceiptResult.UnknownItems(Set<Sku> skus) ->
                Refusals.unknownItems("/lines/%d/sku", wanted.lines(), line -> skus.contains(line.sku()));
            case PutReceiptResult.BadExpectation() ->
                Refusals.field(INVALID, NOT_VALID, "/expectedAt", "Must lie ahead, and no more than a year.");
            case PutReceiptResult.BelowReceived(Set<Sku> skus) ->
                Refusals.entries(
                        INVALID,
                        NOT_VALID,
                        "/lines/%d/quantity",
                        "More of it has come already.",
                        wanted.lines(),
                        line -> skus.contains(line.sku()));
            case PutReceiptResult.TooManyLines() ->
                Refusals.field(
                        "too-many-lines",
                        "Too many at once",
                        "/lines",
                        "With what is not expected any more, it has more than %,d lines."
                                .formatted(ExpectedReceipt.MAX_LINES));
        };
    }

    static RuntimeException notAllowed(ExpectedReceipt receipt, String step, Caller caller) {
        return Refusals.stepNotAllowed(
                "It is %s, where %s is not possible.".formatted(receipt.state().wire(), step),
                receipt.state(),
                ReceiptJson.steps(receipt, caller));
    }

    /** @param named in the order of the body */
    static RuntimeException unknownLines(List<Sku> named, Set<Sku> unknown) {
        return Refusals.entries(
                "unknown-line",
                "A line is unknown",
                "/lines/%d/sku",
                "It has no line of this item.",
                named,
                unknown::contains);
    }
}
