package io.omnihub.channel;

import io.omnihub.access.Caller;
import io.omnihub.engine.Actor;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Versions;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody asks, by whichever protocol it came.
 *
 * @param body what was sent, without the key
 * @param idempotencyKey as the caller gave it; one of HTTP and the same one of RSocket are the same
 * @param expected the versions that an edit may replace, where the caller says so
 */
public record Call(
        Caller caller, Actor actor, Field body, Optional<String> idempotencyKey, Optional<Versions> expected) {
    /**
     * The key by which the caller makes this idempotent; it belongs to the caller and the route, so that the fingerprint
     * covers the ids of what it is about.
     */
    public Optional<CommandKey> key(String route, UUID fingerprint) {
        return idempotencyKey.map(key -> new CommandKey("caller:" + caller.id() + ":" + route, key, fingerprint));
    }

    /** {@link #key} where there is no natural key: {@code idempotency-key-required}. */
    public CommandKey requiredKey(String route, UUID fingerprint) {
        return key(route, fingerprint)
                .orElseThrow(() -> Problem.of(
                                400,
                                "idempotency-key-required",
                                "An idempotency key is needed",
                                "Send the header Idempotency-Key with a key of your own, and keep it for repeats.")
                        .at(Requests.IDEMPOTENCY_KEY)
                        .toException());
    }
}
