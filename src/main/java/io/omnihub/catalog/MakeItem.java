package io.omnihub.catalog;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts an item unless there is one with its SKU, whatever that is like. Harmless to repeat, so without a key. */
record MakeItem(UUID id, Actor actor, Item item) implements Command<PutEntryResult<Item>> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return putting().reads();
    }

    @Override
    public Decision<PutEntryResult<Item>> decide(View view, Instant now) {
        Optional<Item> found = view.find(Item.TABLE, item.sku());
        return found.isPresent()
                ? new Decision.Refuse<>(new PutEntryResult.Put<>(found.get(), false))
                : putting().decide(view, now);
    }

    private PutEntry<?, Item> putting() {
        return new PutEntry<>(id, actor, Item.TABLE, item.sku(), item, Optional.empty());
    }
}
