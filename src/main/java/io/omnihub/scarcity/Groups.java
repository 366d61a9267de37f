package io.omnihub.scarcity;

import io.omnihub.kernel.Sku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Parts SKUs into groups of those that are often bought together, so that one linear program does for each. */
final class Groups {
    /** How many pairs are counted; of what is bought together beyond that, it does not matter who is with whom. */
    private static final int MAX_PAIRS = 500_000;

    private record Pair(Sku one, Sku other) {}

    private final int largest;
    private final Map<Sku, Set<Sku>> groupOf = new HashMap<>();
    private final Map<Pair, Integer> together = new HashMap<>();

    private Groups(int largest) {
        this.largest = largest;
    }

    /**
     * @param skus each comes into one group
     * @param baskets what was bought together
     * @return in no order
     */
    static List<Set<Sku>> of(Set<Sku> skus, Collection<Set<Sku>> baskets, int largest) {
        var groups = new Groups(largest);
        skus.forEach(sku -> groups.groupOf.put(sku, new TreeSet<>(Set.of(sku))));
        baskets.forEach(basket ->
                groups.count(basket.stream().filter(skus::contains).sorted().toList()));
        groups.join();
        return groups.groupOf.values().stream().distinct().toList();
    }

    private void count(List<Sku> basket) {
        for (int i = 0; i < basket.size(); i++) {
            for (int j = i + 1; j < basket.size() && together.size() < MAX_PAIRS; j++) {
                together.merge(new Pair(basket.get(i), basket.get(j)), 1, Integer::sum);
            }
        }
    }

    /** The pairs that are bought most often come together first, as long as their groups are small enough. */
    private void join() {
        List<Map.Entry<Pair, Integer>> pairs = new ArrayList<>(together.entrySet());
        pairs.sort(Comparator.comparingInt((Map.Entry<Pair, Integer> pair) -> -pair.getValue())
                .thenComparing(pair -> pair.getKey().one())
                .thenComparing(pair -> pair.getKey().other()));
        for (Map.Entry<Pair, Integer> pair : pairs) {
            Set<Sku> one = groupOf.getOrDefault(pair.getKey().one(), Set.of());
            Set<Sku> other = groupOf.getOrDefault(pair.getKey().other(), Set.of());
            if (!one.contains(pair.getKey().other()) && one.size() + other.size() <= largest) {
                one.addAll(other);
                other.forEach(sku -> groupOf.put(sku, one));
            }
        }
    }
}
