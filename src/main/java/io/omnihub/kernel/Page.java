package io.omnihub.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One page of a list.
 *
 * @param items in the list's order
 * @param next where the next page begins, absent on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> empty() {
        return new Page<>(List.of(), Optional.empty());
    }

    /** Cuts a page of {@code limit} from rows of which one more was read, to learn whether there is a next page. */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }

    /**
     * {@link #cut(List, int, Function)} of fewer rows where they are heavy, so that no page takes more than so much
     * memory; one row at least.
     */
    public static <T> Page<T> cut(
            List<T> rows, int limit, ToIntFunction<T> weight, int maxWeight, Function<T, String> cursor) {
        int weighed = 0;
        int taken = 0;
        while (taken < Math.min(limit, rows.size())
                && (taken == 0 || weighed + weight.applyAsInt(rows.get(taken)) <= maxWeight)) {
            weighed += weight.applyAsInt(rows.get(taken++));
        }
        return cut(rows, Math.max(1, taken), cursor);
    }

    /** The same page with each item as something else. */
    public <R> Page<R> with(List<R> others) {
        return new Page<>(others, next);
    }
}
