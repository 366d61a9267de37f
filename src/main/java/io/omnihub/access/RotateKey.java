package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives a key another secret. The key's id stays, and with it all that belongs to the caller, such as its idempotency
 * keys.
 *
 * @param overlap for how long the present secret stays good beside the new one
 */
record RotateKey(UUID id, Actor actor, UUID keyId, String secretHash, Duration overlap, List<CommandKey> keys)
        implements Command<Optional<CallerKey>> {
    @Override
    public Reads reads() {
        return new Reads().lock(CallerKey.TABLE, Set.of(keyId));
    }

    /** Empty where there is no such key, or no longer. */
    @Override
    public Decision<Optional<CallerKey>> decide(View view, Instant now) {
        Optional<CallerKey> key = view.find(CallerKey.TABLE, keyId).filter(CallerKey::isLive);
        if (key.isEmpty()) {
            return new Decision.Refuse<>(key);
        }
        CallerKey rotated = key.get().rotate(secretHash, overlap, now);
        var changes = new Changes().put(CallerKey.TABLE, keyId, rotated);
        actor.note(changes, rotated.subject(), key.map(CallerKey::facts), rotated.facts());
        return new Decision.Accept<>(Optional.of(rotated), keyId, changes);
    }
}
