package io.omnihub.returns;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Item;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sets what a channel takes back. Harmless to repeat, so without a key.
 *
 * @param wanted whatever its version
 * @param expected the versions that it may replace; empty for any
 */
record PutReturnPolicy(UUID id, Actor actor, ChannelCode channel, ReturnPolicy wanted, Optional<Versions> expected)
        implements Command<PutReturnPolicyResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, wanted.items().keySet())
                .lock(ReturnPolicy.TABLE, Set.of(channel));
    }

    @Override
    public Decision<PutReturnPolicyResult> decide(View view, Instant now) {
        if (view.find(Catalog.TABLE, Catalog.Key.CURRENT)
                .orElseThrow()
                .channel(channel)
                .isEmpty()) {
            return new Decision.Refuse<>(new PutReturnPolicyResult.UnknownChannel());
        }
        Set<Sku> unknown = new LinkedHashSet<>(wanted.items().keySet());
        unknown.removeIf(sku -> view.find(Item.TABLE, sku).isPresent());
        if (!unknown.isEmpty()) {
            return new Decision.Refuse<>(new PutReturnPolicyResult.UnknownItems(unknown));
        }
        ReturnPolicy before = view.find(ReturnPolicy.TABLE, channel).orElse(ReturnPolicy.DEFAULT);
        if (expected.filter(versions -> !versions.contain(before.version())).isPresent()) {
            return new Decision.Refuse<>(new PutReturnPolicyResult.OtherVersion(before.version()));
        }
        var after = new ReturnPolicy(wanted.windowDays(), wanted.automatic(), wanted.items(), before.version() + 1);
        var changes = new Changes().put(ReturnPolicy.TABLE, channel, after);
        actor.note(changes, "return-policy:" + channel, Optional.of(facts(before)), facts(after));
        return new Decision.Accept<>(new PutReturnPolicyResult.Put(after), id, changes);
    }

    private static Map<String, Object> facts(ReturnPolicy policy) {
        return Map.of(
                "windowDays", policy.windowDays(),
                "automatic", policy.automatic(),
                "items", policy.items().size(),
                "version", policy.version());
    }
}
