package io.omnihub.hold;

import io.omnihub.engine.NewEvent;
import java.util.Map;
import java.util.UUID;

/** The events of a hold. None tells of its end, which everybody can see coming. */
final class HoldEvents {
    private HoldEvents() {}

    static NewEvent made(Hold hold) {
        return new NewEvent("io.omnihub.hold.made.v1", hold.id().toString(), ids(hold));
    }

    static NewEvent released(Hold hold) {
        return new NewEvent("io.omnihub.hold.released.v1", hold.id().toString(), ids(hold));
    }

    static NewEvent committed(Hold hold, UUID orderId) {
        return new NewEvent(
                "io.omnihub.hold.committed.v1",
                hold.id().toString(),
                Map.of(
                        "holdId", hold.id().toString(),
                        "channel", hold.channel().value(),
                        "orderId", orderId.toString()));
    }

    private static Map<String, Object> ids(Hold hold) {
        return Map.of("holdId", hold.id().toString(), "channel", hold.channel().value());
    }
}
