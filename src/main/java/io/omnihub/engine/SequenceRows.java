package io.omnihub.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/**
 * Gives each command of a batch that asks for one a number. Numbers are taken from their sequence a block at a time, since
 * most commands then cost no statement for theirs; one that is refused leaves a gap, and a hub that stops leaves the rest
 * of its block.
 */
public abstract class SequenceRows<N> implements Rows<UUID, N> {
    private static final int BLOCK = 100;

    private final Table<UUID, N> table;
    private final String next;
    private final LongFunction<N> number;
    private final Queue<N> taken = new ConcurrentLinkedQueue<>();

    /** @param next the statement that takes {@code $1} numbers */
    protected SequenceRows(Table<UUID, N> table, String next, LongFunction<N> number) {
        this.table = table;
        this.next = next;
        this.number = number;
    }

    @Override
    public Table<UUID, N> table() {
        return table;
    }

    @Override
    public List<Statement> load(Collection<UUID> commandIds, BiConsumer<UUID, N> found) {
        List<UUID> without = new ArrayList<>();
        for (UUID id : commandIds) {
            Optional.ofNullable(taken.poll()).ifPresentOrElse(one -> found.accept(id, one), () -> without.add(id));
        }
        return without.isEmpty() ? List.of() : List.of(take(without, found));
    }

    private Statement take(List<UUID> without, BiConsumer<UUID, N> found) {
        Iterator<UUID> ids = without.iterator();
        return Statement.query(
                next,
                row -> {
                    N one = number.apply(Columns.number(row, 0));
                    if (ids.hasNext()) {
                        found.accept(ids.next(), one);
                    } else {
                        taken.add(one);
                    }
                },
                without.size() + BLOCK);
    }
}
