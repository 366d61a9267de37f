package io.omnihub.channel.storefront;

import io.omnihub.channel.Field;
import io.omnihub.hold.Hold;
import io.omnihub.hold.NewHold;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;

/** Reads the body that makes a hold. */
final class HoldBody {
    private HoldBody() {}

    static NewHold hold(Field body) {
        Field hold = body.object("channel", "lines", "seconds", "near");
        return new NewHold(
                new ChannelCode(hold.at("channel").code()),
                hold.at("lines").items(1, Hold.MAX_LINES, "too-many-lines").stream()
                        .map(line -> line(line.object("sku", "quantity")))
                        .toList(),
                hold.at("seconds").whole(1, Hold.MAX_SECONDS),
                hold.maybe("near").map(Field::position));
    }

    private static NewHold.Line line(Field line) {
        return new NewHold.Line(
                new Sku(line.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters")),
                line.at("quantity").quantity(1));
    }
}
