package io.omnihub.channel.pos;

import io.omnihub.access.Caller;
import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Requests;
import io.omnihub.engine.Actor;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a terminal asks on a route.
 *
 * @param caller as far as the table of permissions lets him reach there
 */
record SocketRequest(Caller caller, Actor actor, Field data) {
    private static final String IDEMPOTENCY_KEY = "idempotencyKey";

    /** Whether it names a thing by that member. */
    boolean names(String member) {
        return data.maybe(member).isPresent();
    }

    /** The id of the thing that it is about. */
    UUID id(String member) {
        return Requests.id(data.at(member).text(Requests::isId, "an id")).orElseThrow();
    }

    /** The same as it would be over HTTP, where its key has a header. */
    Call call(String... addressed) {
        Optional<String> key = data.maybe(IDEMPOTENCY_KEY)
                .map(field -> field.text(Requests::isKey, "1 to 255 visible ASCII characters"));
        return call(key, addressed);
    }

    /** {@link #call} of what has no natural key. */
    Call keyed(String... addressed) {
        data.at(IDEMPOTENCY_KEY);
        return call(addressed);
    }

    private Call call(Optional<String> key, String... addressed) {
        String[] apart =
                Stream.concat(Stream.of(IDEMPOTENCY_KEY), Stream.of(addressed)).toArray(String[]::new);
        return new Call(caller, actor, data.without(apart), key, Optional.empty());
    }
}
