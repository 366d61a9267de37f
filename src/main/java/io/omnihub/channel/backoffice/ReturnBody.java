package io.omnihub.channel.backoffice;

import io.omnihub.channel.Field;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.order.NewPayment;
import io.omnihub.order.PaymentKind;
import io.omnihub.returns.NewReturn;
import io.omnihub.returns.Return;
import io.omnihub.returns.ReturnPolicy;
import io.omnihub.returns.ReturnStep;
import io.omnihub.returns.ReturnWork;
import io.omnihub.returns.TakenBack;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is asked about returns. */
final class ReturnBody {
    private static final int MAX_REFERENCE = 100;
    private static final int MAX_REASON = 200;
    private static final int MAX_METHOD = 40;

    private ReturnBody() {}

    static NewReturn requested(Field body) {
        Field asked = body.object("reference", "lines");
        Set<Integer> seen = new HashSet<>();
        return new NewReturn(
                asked.at("reference").trimmed(MAX_REFERENCE),
                lines(asked).stream()
                        .map(line -> line.object("lineNumber", "quantity", "reason"))
                        .map(line -> new NewReturn.Line(
                                lineNumber(line, seen), line.at("quantity").quantity(1), reason(line)))
                        .toList());
    }

    static TakenBack takenBack(Field body) {
        Field taken = body.object("reference", "location", "lines");
        return new TakenBack(
                taken.at("reference").trimmed(MAX_REFERENCE),
                location(taken),
                lines(taken).stream()
                        .map(line -> line.object("sku", "quantity", "reason"))
                        .map(line -> new TakenBack.Line(
                                StockRefusals.sku(line), line.at("quantity").quantity(1), reason(line)))
                        .toList());
    }

    static ReturnWork plain(ReturnStep step, Field body) {
        body.object();
        return new ReturnWork.Plain(step, Optional.empty());
    }

    static ReturnWork withReason(ReturnStep step, Field body) {
        return new ReturnWork.Plain(step, reason(body.object("reason")));
    }

    static ReturnWork.Receive receive(Field body) {
        Field received = body.object("location", "lines");
        Set<Integer> seen = new HashSet<>();
        Map<Integer, Long> units = new LinkedHashMap<>();
        if (received.maybe("lines").isPresent()) {
            lines(received).stream()
                    .map(line -> line.object("lineNumber", "quantity"))
                    .forEach(line -> units.put(
                            lineNumber(line, seen), line.at("quantity").quantity(0)));
        }
        return new ReturnWork.Receive(location(received), units);
    }

    static ReturnWork inspect(Field body) {
        Set<Integer> seen = new HashSet<>();
        return new ReturnWork.Inspect(lines(body.object("lines")).stream()
                .map(line -> line.object("lineNumber", "restocked", "qualityControl", "damaged"))
                .map(line -> new Return.Inspected(
                        lineNumber(line, seen),
                        units(line, "restocked"),
                        units(line, "qualityControl"),
                        units(line, "damaged")))
                .toList());
    }

    /** Where nothing is due nothing is said of it. */
    static ReturnWork refund(Field body) {
        Field refund = body.object("reference", "amount", "method");
        if (refund.maybe("reference").isEmpty() && refund.maybe("amount").isEmpty()) {
            refund.object();
            return new ReturnWork.Refund(Optional.empty());
        }
        return new ReturnWork.Refund(Optional.of(new NewPayment(
                refund.at("reference").trimmed(MAX_REFERENCE),
                PaymentKind.REFUND,
                refund.at("amount").money(1, Money.MAX_TOTAL),
                refund.maybe("method").map(method -> method.text(MAX_METHOD)),
                Optional.empty())));
    }

    static ReturnPolicy policy(Field body) {
        Field policy = body.object("windowDays", "automatic", "items");
        Map<Sku, Integer> items = new HashMap<>();
        policy.maybe("items")
                .map(list -> list.items(0, ReturnPolicy.MAX_ITEMS, "too-many-entries"))
                .orElse(List.of())
                .forEach(item -> {
                    Sku sku = StockRefusals.sku(item.object("sku", "windowDays"));
                    if (items.put(sku, days(item)) != null) {
                        throw item.invalid("Each SKU may stand once.");
                    }
                });
        return new ReturnPolicy(
                days(policy), policy.maybe("automatic").map(Field::flag).orElse(true), items, 0);
    }

    private static int days(Field field) {
        return (int) field.at("windowDays").whole(0, ReturnPolicy.MAX_DAYS);
    }

    private static List<Field> lines(Field body) {
        return body.at("lines").items(1, Return.MAX_LINES, "too-many-lines");
    }

    private static long units(Field line, String member) {
        return line.maybe(member).map(units -> units.quantity(0)).orElse(0L);
    }

    private static int lineNumber(Field line, Set<Integer> seen) {
        int lineNumber = (int) line.at("lineNumber").whole(1, Return.MAX_LINES);
        if (!seen.add(lineNumber)) {
            throw line.at("lineNumber").invalid("Each line may stand once.");
        }
        return lineNumber;
    }

    private static LocationCode location(Field body) {
        return new LocationCode(body.at("location").code());
    }

    private static Optional<String> reason(Field field) {
        return field.maybe("reason").map(reason -> reason.trimmed(MAX_REASON));
    }
}
