package io.omnihub.engine;

import java.util.Optional;

/** A view with changes on top of it: what a command that is made of others decides them on, one after the other. */
public final class Overlay implements View {
    private final View below;
    private final Changes changes = new Changes();

    public Overlay(View below) {
        this.below = below;
    }

    /** Lets those that are decided next see these changes. */
    public void apply(Changes more) {
        changes.addAll(more);
    }

    /** All that was applied, in its order. */
    public Changes changes() {
        return changes;
    }

    @Override
    public <K, V> Optional<V> find(Table<K, V> table, K key) {
        return changes.find(table, key).or(() -> below.find(table, key));
    }

    @Override
    public <K> boolean covers(Table<K, ?> table, K key) {
        return below.covers(table, key);
    }
}
