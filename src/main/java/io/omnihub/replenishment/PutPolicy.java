package io.omnihub.replenishment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sets the policy. Harmless to repeat, so without a key.
 *
 * @param wanted whatever its version
 * @param expected the versions that it may replace; empty for any
 */
record PutPolicy(UUID id, Actor actor, ReplenishmentPolicy wanted, Optional<Versions> expected)
        implements Command<PutPolicyResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(ReplenishmentPolicy.TABLE, Set.of(ReplenishmentPolicy.Key.CURRENT));
    }

    @Override
    public Decision<PutPolicyResult> decide(View view, Instant now) {
        ReplenishmentPolicy before = view.find(ReplenishmentPolicy.TABLE, ReplenishmentPolicy.Key.CURRENT)
                .orElse(ReplenishmentPolicy.DEFAULT);
        if (expected.filter(versions -> !versions.contain(before.version())).isPresent()) {
            return new Decision.Refuse<>(new PutPolicyResult.OtherVersion(before.version()));
        }
        ReplenishmentPolicy after = wanted.withVersion(before.version() + 1);
        var changes = new Changes().put(ReplenishmentPolicy.TABLE, ReplenishmentPolicy.Key.CURRENT, after);
        actor.note(changes, "replenishment-policy", Optional.of(before.facts()), after.facts());
        return new Decision.Accept<>(new PutPolicyResult.Put(after), id, changes);
    }
}
