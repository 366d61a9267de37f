package io.omnihub.channel.storefront;

import io.omnihub.catalog.Saleability.InactiveChannel;
import io.omnihub.catalog.Saleability.InactiveItems;
import io.omnihub.catalog.Saleability.UnknownChannel;
import io.omnihub.catalog.Saleability.UnknownItems;
import io.omnihub.catalog.Saleability.Unsaleable;
import io.omnihub.channel.OfferJson;
import io.omnihub.channel.Refusals;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.SourcingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The refusals that orders and holds have in common. */
final class SalesRefusals {
    private SalesRefusals() {}

    /**
     * What a line asks for.
     *
     * @param field where it stands in the body
     */
    record Wanted(int lineNumber, String field, Sku sku, long quantity) {
        /** Lines that are numbered from 1, as they stand in the body. */
        static <T> List<Wanted> inOrder(List<T> lines, Function<T, Sku> sku, ToLongFunction<T> quantity) {
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> new Wanted(
                            i + 1, "/lines/" + i + "/sku", sku.apply(lines.get(i)), quantity.applyAsLong(lines.get(i))))
                    .toList();
        }
    }

    /** A line that there is not enough for. */
    private record ShortLine(int lineNumber, String sku, long requested, long available) {}

    static ProblemException unsaleable(Unsaleable why, ChannelCode channel, List<Wanted> lines) {
        return unsaleable(why, channel, "/channel", lines);
    }

    /** @param field of the body that names the channel; empty where it does not */
    static ProblemException unsaleable(Unsaleable why, ChannelCode channel, String field, List<Wanted> lines) {
        return switch (why) {
            case UnknownChannel() ->
                Refusals.field(
                        "unknown-channel", "The channel is unknown", field, "There is no channel " + channel + ".");
            case InactiveChannel() ->
                Refusals.field("inactive-channel", "The channel is inactive", field, channel + " takes no orders.");
            case UnknownItems(var skus) ->
                items("unknown-item", "An item is unknown", "There is no item %s.", lines, skus);
            case InactiveItems(var skus) ->
                items("inactive-item", "An item is inactive", "%s can no longer be ordered.", lines, skus);
        };
    }

    /**
     * @param available units of each SKU that could be promised now
     * @param alternatives stores that could hand over all of it
     */
    static ProblemException insufficientStock(
            List<Wanted> lines, Map<Sku, Long> available, List<SourcingPlan.Alternative> alternatives) {
        Map<Sku, Long> wanted = new HashMap<>();
        lines.forEach(line -> wanted.merge(line.sku(), line.quantity(), Long::sum));
        List<ShortLine> fallShort = new ArrayList<>();
        for (Wanted line : lines) {
            long there = available.getOrDefault(line.sku(), 0L);
            if (wanted.getOrDefault(line.sku(), 0L) > there) {
                fallShort.add(new ShortLine(line.lineNumber(), line.sku().value(), line.quantity(), there));
            }
        }
        return Problem.of(
                        409,
                        "insufficient-stock",
                        "Not enough stock",
                        "The channel cannot promise %d of the lines. Ask for what is available, or try later."
                                .formatted(fallShort.size()))
                .with("lines", fallShort)
                .with("alternatives", alternatives.stream().map(OfferJson::of).toList())
                .toException();
    }

    private static ProblemException items(
            String code, String title, String detail, List<Wanted> lines, Set<Sku> atFault) {
        List<FieldError> errors = lines.stream()
                .filter(line -> atFault.contains(line.sku()))
                .map(line -> new FieldError(line.field(), code, detail.formatted(line.sku())))
                .toList();
        return Refusals.fields(code, title, errors);
    }
}
