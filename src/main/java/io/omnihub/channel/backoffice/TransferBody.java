package io.omnihub.channel.backoffice;

import io.omnihub.channel.Field;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import io.omnihub.transfer.DiscrepancyReason;
import io.omnihub.transfer.Disposition;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.NewTransfer;
import io.omnihub.transfer.Outstanding;
import io.omnihub.transfer.TransferOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What the bodies of requests about transfers say. */
final class TransferBody {
    private static final int MAX_REFERENCE = 100;
    private static final int MAX_REASON = 200;
    private static final int MAX_CARRIER = 100;
    private static final int MAX_CODE = 64;
    private static final String APPROVED = "approved";
    private static final Set<String> BEGINNINGS = Set.of("draft", APPROVED);

    private TransferBody() {}

    static NewTransfer wanted(Field body) {
        Field wanted = body.object("reference", "source", "destination", "state", "reason", "expectedAt", "lines");
        String reference = wanted.at("reference").trimmed(MAX_REFERENCE);
        var source = new LocationCode(wanted.at("source").code());
        var destination = new LocationCode(wanted.at("destination").code());
        if (source.equals(destination)) {
            throw wanted.at("destination").invalid("Must be another location than the source.");
        }
        return new NewTransfer(
                reference,
                source,
                destination,
                wanted.maybe("state")
                        .map(state -> state.text(BEGINNINGS::contains, "draft or approved"))
                        .filter(APPROVED::equals)
                        .isPresent(),
                wanted.maybe("reason").map(reason -> reason.trimmed(MAX_REASON)),
                wanted.maybe("expectedAt").map(Field::time),
                items(wanted.at("lines")).stream().map(TransferBody::line).toList());
    }

    private static NewTransfer.Line line(Field field) {
        Field line = field.object("sku", "quantity");
        return new NewTransfer.Line(
                new Sku(line.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters")),
                line.at("quantity").quantity(1));
    }

    static Move approve(Field body) {
        body.object();
        return new Move.Approve();
    }

    static Move startPicking(Field body) {
        body.object();
        return new Move.StartPicking();
    }

    static Move ship(Field body) {
        Field ship = body.object("carrier", "tracking", "expectedAt", "lines");
        return new Move.Ship(
                lines(ship, TransferBody::sent),
                ship.maybe("carrier").map(carrier -> carrier.trimmed(MAX_CARRIER)),
                ship.maybe("tracking").map(tracking -> tracking.trimmed(MAX_CARRIER)),
                ship.maybe("expectedAt").map(Field::time));
    }

    private static Move.Sent sent(Field field, Integer number) {
        field.object("lineNumber", "quantity", "missing");
        long quantity = field.at("quantity").quantity(0);
        long missing = field.maybe("missing").map(units -> units.quantity(0)).orElse(0L);
        if (quantity + missing == 0) {
            throw field.invalid("Something must leave or be missing.");
        }
        return new Move.Sent(number, quantity, missing);
    }

    static Move receive(Field body) {
        Field receive = body.object("lines", "scan", "quantity", "allowExcess");
        boolean allowExcess = receive.maybe("allowExcess").map(Field::flag).orElse(false);
        Optional<Field> scan = receive.maybe("scan");
        if (scan.isEmpty()) {
            receive.maybe("quantity").ifPresent(quantity -> {
                throw quantity.invalid("It goes with a scan.");
            });
            return new Move.Receive(lines(receive, TransferBody::receipt), allowExcess);
        }
        receive.maybe("lines").ifPresent(lines -> {
            throw lines.invalid("Lines and a scan do not go together.");
        });
        return new Move.Scan(
                scan.get().text(MAX_CODE),
                receive.maybe("quantity").map(units -> units.quantity(1)).orElse(1L),
                allowExcess);
    }

    private static Move.Receipt receipt(Field field, Integer number) {
        field.object("lineNumber", "accepted", "rejected", "lost");
        long accepted = field.maybe("accepted").map(units -> units.quantity(0)).orElse(0L);
        Optional<Move.Rejected> rejected = field.maybe("rejected").map(TransferBody::rejected);
        Optional<Move.Lost> lost = field.maybe("lost").map(TransferBody::lost);
        if (accepted == 0 && rejected.isEmpty() && lost.isEmpty()) {
            throw field.invalid("Something must be accepted, rejected or lost.");
        }
        return new Move.Receipt(number, accepted, rejected, lost);
    }

    private static Move.Rejected rejected(Field field) {
        Field rejected = field.object("quantity", "reason", "disposition");
        return new Move.Rejected(
                rejected.at("quantity").quantity(1),
                rejected.at("reason").word(DiscrepancyReason.class),
                rejected.at("disposition").word(Disposition.class));
    }

    private static Move.Lost lost(Field field) {
        Field lost = field.object("quantity", "reason");
        return new Move.Lost(lost.at("quantity").quantity(1), lost.at("reason").word(DiscrepancyReason.class));
    }

    static Move close(Field body) {
        return new Move.Close(body.object("reason")
                .maybe("reason")
                .map(reason -> reason.word(DiscrepancyReason.class))
                .orElse(DiscrepancyReason.MISSING));
    }

    static Move cancel(Field body) {
        return new Move.Cancel(
                body.object("outstanding").maybe("outstanding").map(decided -> decided.word(Outstanding.class)));
    }

    /** None where all is meant. */
    private static <T> List<T> lines(Field body, BiFunction<Field, Integer, T> read) {
        Set<Integer> seen = new HashSet<>();
        return body.maybe("lines")
                .map(lines -> items(lines).stream()
                        .map(line -> read.apply(line.requireObject(), lineNumber(line, seen)))
                        .toList())
                .orElse(List.of());
    }

    private static List<Field> items(Field lines) {
        return lines.items(1, TransferOrder.MAX_LINES, "too-many-lines");
    }

    private static int lineNumber(Field line, Set<Integer> seen) {
        Field field = line.at("lineNumber");
        int number = (int) field.whole(1, Quantity.MAX);
        if (!seen.add(number)) {
            throw field.invalid("Each may stand once.");
        }
        return number;
    }
}
