package io.omnihub.channel.pos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.omnihub.kernel.Problem;
import io.rsocket.Payload;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadata;
import io.rsocket.metadata.RoutingMetadata;
import io.rsocket.metadata.WellKnownAuthType;
import io.rsocket.metadata.WellKnownMimeType;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

/** Reads composite metadata, the only kind that carries both a key and routes; entries of other kinds are ignored. */
final class SocketMetadata {
    static final String MIME_TYPE = WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString();

    /** No key is longer, so that a copy of a longer one is not made. */
    private static final int MAX_SECRET = 1_000;

    private SocketMetadata() {}

    /** The bearer's secret that a setup frame shows; empty where it shows none that could be one. */
    static Optional<String> secret(Payload setup) {
        return entry(setup, WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION).flatMap(SocketMetadata::bearer);
    }

    private static Optional<String> bearer(ByteBuf authentication) {
        try {
            boolean isBearer = authentication.isReadable()
                    && AuthMetadataCodec.isWellKnownAuthType(authentication)
                    && AuthMetadataCodec.readWellKnownAuthType(authentication) == WellKnownAuthType.BEARER
                    && authentication.readableBytes() <= MAX_SECRET;
            return isBearer ? Optional.of(authentication.toString(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (RuntimeException unreadable) {
            throw malformed();
        }
    }

    /** The one route that a request names: {@code malformed-request} without it. */
    static String route(Payload request) {
        ByteBuf routing =
                entry(request, WellKnownMimeType.MESSAGE_RSOCKET_ROUTING).orElseThrow(SocketMetadata::malformed);
        try {
            Iterator<String> tags = new RoutingMetadata(routing).iterator();
            String route = tags.next();
            if (!tags.hasNext()) {
                return route;
            }
        } catch (RuntimeException unreadable) {
            throw malformed();
        }
        throw malformed();
    }

    /** A copy, which nobody need release. */
    private static Optional<ByteBuf> entry(Payload payload, WellKnownMimeType type) {
        try {
            return new CompositeMetadata(payload.sliceMetadata(), false)
                    .stream()
                            .filter(entry -> type.getString().equals(entry.getMimeType()))
                            .findFirst()
                            .map(entry -> Unpooled.copiedBuffer(entry.getContent()));
        } catch (RuntimeException unreadable) {
            throw malformed();
        }
    }

    private static RuntimeException malformed() {
        return Problem.of(
                        400,
                        "malformed-request",
                        "The metadata cannot be read",
                        "Send " + MIME_TYPE + " with one route in "
                                + WellKnownMimeType.MESSAGE_RSOCKET_ROUTING.getString() + ".")
                .toException();
    }
}
