package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.MoveResult;
import io.omnihub.transfer.MoveResult.Excess;
import io.omnihub.transfer.MoveResult.Shortage;
import io.omnihub.transfer.NewTransfer;
import io.omnihub.transfer.TransferHandling;
import io.omnihub.transfer.TransferOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Why a transfer is not made, or a move with it is refused. */
final class TransferRefusals {
    private static final String SCAN = "/scan";

    private TransferRefusals() {}

    static RuntimeException of(MoveResult refusal, Move move, Caller caller) {
        return switch (refusal) {
            case MoveResult.Moved _ -> throw new IllegalStateException("it was done");
            case MoveResult.NotAllowed(TransferOrder transfer) -> notAllowed(transfer, move, caller);
            case MoveResult.Paused(LocationCode location) ->
                Problem.of(
                                409,
                                "location-paused",
                                "The location is paused",
                                "Nothing leaves " + location + " while it is paused or inactive.")
                        .toException();
            case MoveResult.UnknownLines(List<Integer> numbers) ->
                Refusals.fields(
                        "unknown-line",
                        "A line is unknown",
                        numbers.stream()
                                .map(number -> new FieldError(
                                        pointer(move, number) + "/lineNumber",
                                        "unknown-line",
                                        "The transfer has no line " + number + "."))
                                .toList());
            case MoveResult.UnknownCode _ ->
                Refusals.field(
                        "unknown-line", "A line is unknown", SCAN, "No line of the transfer has what was scanned.");
            case MoveResult.Beyond(List<Excess> lines) ->
                Refusals.fields(
                        "quantity-beyond-line",
                        "That is more than is left",
                        lines.stream().map(line -> beyond(move, line)).toList());
            case MoveResult.Insufficient(List<Shortage> lines) -> insufficient(lines);
            case MoveResult.OutstandingUndecided() ->
                Refusals.field(
                        "missing-field",
                        "A field is missing",
                        "/outstanding",
                        "Some of it is on its way: say what becomes of that.");
            case MoveResult.BadExpectation() -> badExpectation();
            case MoveResult.TooManyShipments() ->
                Refusals.field(
                        "too-many-entries",
                        "There are too many entries",
                        "",
                        "A transfer leaves in " + TransferHandling.MAX_SHIPMENTS + " shipments at most.");
        };
    }

    private static RuntimeException notAllowed(TransferOrder transfer, Move move, Caller caller) {
        List<String> steps = TransferOrderJson.steps(transfer, caller);
        return Refusals.stepNotAllowed(
                "It is %s, where %s is not possible, or nothing is left for it; possible are: %s."
                        .formatted(
                                transfer.state().wire(),
                                move.step().wire(),
                                steps.isEmpty() ? "none" : String.join(", ", steps)),
                transfer.state(),
                steps);
    }

    static RuntimeException insufficient(List<Shortage> lines) {
        return Problem.of(
                        409,
                        "insufficient-stock",
                        "There is not enough stock",
                        "The source has less than that which may be promised. Transfer what is available.")
                .with("lines", lines.stream().map(TransferRefusals::shortage).toList())
                .with("alternatives", List.of())
                .toException();
    }

    private static Map<String, Object> shortage(Shortage line) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("lineNumber", line.lineNumber());
        shown.put("sku", line.sku().value());
        shown.put("requested", line.requested());
        shown.put("available", line.available());
        return shown;
    }

    static RuntimeException badExpectation() {
        return Refusals.field(
                "invalid-field", "A field is not valid", "/expectedAt", "Must lie ahead, and no more than a year.");
    }

    /** Of the ends of a transfer that somebody wants, those that are at fault. */
    static RuntimeException ends(
            String code, String title, String detail, NewTransfer wanted, Set<LocationCode> atFault) {
        List<FieldError> errors = new ArrayList<>();
        if (atFault.contains(wanted.source())) {
            errors.add(new FieldError("/source", code, detail));
        }
        if (atFault.contains(wanted.destination())) {
            errors.add(new FieldError("/destination", code, detail));
        }
        return Refusals.fields(code, title, errors);
    }

    static RuntimeException unknownItems(NewTransfer wanted, Predicate<NewTransfer.Line> atFault) {
        return Refusals.unknownItems("/lines/%d/sku", wanted.lines(), atFault);
    }

    private static FieldError beyond(Move move, Excess line) {
        return new FieldError(
                pointer(move, line.lineNumber()),
                "quantity-beyond-line",
                "%d of line %d are left for this, not %d.".formatted(line.open(), line.lineNumber(), line.requested()));
    }

    /** Where a line stands in the body. */
    private static String pointer(Move move, int lineNumber) {
        return switch (move) {
            case Move.Ship ship ->
                "/lines/"
                        + ship.lines().stream()
                                .map(Move.Sent::lineNumber)
                                .toList()
                                .indexOf(lineNumber);
            case Move.Receive receive ->
                "/lines/"
                        + receive.lines().stream()
                                .map(Move.Receipt::lineNumber)
                                .toList()
                                .indexOf(lineNumber);
            case Move.Scan _ -> SCAN;
            case Move.Approve _, Move.StartPicking _, Move.Close _, Move.Cancel _, Move.FindLate _ -> "";
        };
    }
}
