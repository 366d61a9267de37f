package io.omnihub.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A line with what it is a part of: as a query of both reads it, one row per line, and as lines of many owners are written.
 *
 * @param owner where lines are read, without its lines or by its id
 */
public record OwnedLine<O, L>(O owner, L line) {
    /** All lines of all owners, in their order. */
    public static <O, L> List<OwnedLine<O, L>> of(Collection<O> owners, Function<O, List<L>> lines) {
        return owners.stream()
                .flatMap(owner -> lines.apply(owner).stream().map(line -> new OwnedLine<>(owner, line)))
                .toList();
    }

    /** Each owner with its lines, in the order in which they come first. */
    public static <O, L, W> List<W> gather(List<OwnedLine<O, L>> rows, BiFunction<O, List<L>, W> whole) {
        return gather(rows, Function.identity(), whole);
    }

    /**
     * The same where an owner is read whole with its first line alone.
     *
     * @param id by which its lines know it
     */
    public static <O, L, W> List<W> gather(
            List<OwnedLine<O, L>> rows, Function<O, ?> id, BiFunction<O, List<L>, W> whole) {
        Map<Object, List<OwnedLine<O, L>>> byOwner = new LinkedHashMap<>();
        rows.forEach(row -> byOwner.computeIfAbsent(id.apply(row.owner()), _ -> new ArrayList<>())
                .add(row));
        return byOwner.values().stream()
                .map(ofOne -> whole.apply(
                        ofOne.getFirst().owner(),
                        ofOne.stream().map(OwnedLine::line).toList()))
                .toList();
    }
}
