package io.omnihub.channel.storefront;

import io.omnihub.hold.Hold;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A hold as the contract shows it. */
record HoldJson(UUID id, String channel, String state, Instant expiresAt, List<LineJson> lines) {
    record LineJson(String sku, String location, long quantity) {}

    static HoldJson of(Hold hold, Instant now) {
        return new HoldJson(
                hold.id(),
                hold.channel().value(),
                hold.state(now).wire(),
                hold.expiresAt(),
                hold.lines().stream().map(HoldJson::line).toList());
    }

    private static LineJson line(Hold.Line line) {
        return new LineJson(line.cell().sku().value(), line.cell().location().value(), line.quantity());
    }
}
