package io.omnihub.journal;

import io.omnihub.journal.JournalEntry.Correction;
import io.omnihub.journal.JournalEntry.Count;
import io.omnihub.journal.JournalEntry.Fact;
import io.omnihub.journal.JournalEntry.Price;
import io.omnihub.journal.JournalEntry.Return;
import io.omnihub.journal.JournalEntry.Sale;
import io.omnihub.journal.JournalEntry.Told;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * What the terminals of one store have seen in a day, and what must be left of it, reckoned in the slow and obvious way:
 * entry by entry in the order in which everything happened.
 *
 * @param entries each with the terminal that tells of it, in the order in which they happened
 */
public record Tills(List<Seen> entries) {
    private static final Duration AGO = Duration.ofHours(30);

    /** An entry with the terminal that tells of it. */
    public record Seen(UUID terminal, Fact fact) {}

    /** What lies there, and what of it cannot be sold. */
    public record Left(long onHand, long unavailable) {}

    /** @param counts one entry of so many is a count */
    public static Tills of(Random random, List<UUID> terminals, List<Sku> skus, int entries, int counts, Instant now) {
        Map<UUID, Long> sequences = new HashMap<>();
        List<Seen> seen = new ArrayList<>();
        Instant at = now.minus(AGO);
        Duration apart = AGO.dividedBy(entries + 1L);
        for (int i = 0; i < entries; i++) {
            at = at.plus(apart);
            UUID terminal = terminals.get(random.nextInt(terminals.size()));
            long sequence = sequences.merge(terminal, 1L, Long::sum);
            Sku sku = skus.get(random.nextInt(skus.size()));
            var told = new Told(sequence, sku, at, Optional.empty(), Optional.empty());
            seen.add(new Seen(terminal, fact(random, told, counts)));
        }
        return new Tills(seen);
    }

    private static Fact fact(Random random, Told told, int counts) {
        long units = 1L + random.nextInt(4);
        if (random.nextInt(counts) == 0) {
            return new Count(told, random.nextInt(50), Optional.empty());
        }
        return switch (random.nextInt(10)) {
            case 0 -> new Return(told, units, random.nextBoolean(), Price.UNKNOWN);
            case 1 -> new Correction(told, JournalKind.RECEIPT, units * 5);
            case 2 -> new Correction(told, JournalKind.DAMAGE, units);
            case 3 -> new Correction(told, JournalKind.WRITE_OFF, units);
            default -> new Sale(told, units, Price.UNKNOWN);
        };
    }

    /** What must be left of each SKU, whatever way the entries came. */
    public Map<Sku, Left> left() {
        Map<Sku, Left> left = new HashMap<>();
        entries.forEach(seen -> left.merge(seen.fact().told().sku(), new Left(0, 0), (known, _) -> known));
        entries.forEach(
                seen -> left.computeIfPresent(seen.fact().told().sku(), (_, before) -> after(before, seen.fact())));
        return left;
    }

    private static Left after(Left before, Fact fact) {
        long units = fact.quantity();
        return switch (fact.kind()) {
            case SALE, WRITE_OFF -> new Left(before.onHand() - units, before.unavailable());
            case VOID, RECEIPT, FOUND -> new Left(before.onHand() + units, before.unavailable());
            case DAMAGE -> new Left(before.onHand(), before.unavailable() + units);
            case COUNT -> new Left(units, before.unavailable());
            case RETURN ->
                new Left(before.onHand() + units, before.unavailable() + (((Return) fact).restocked() ? 0 : units));
        };
    }

    /** Each entry {@code times} over, terminal by terminal in pages of different sizes, all of it shuffled. */
    public List<Map.Entry<UUID, List<JournalEntry>>> pages(Random random, int times, int longest) {
        Map<UUID, List<JournalEntry>> byTerminal = new HashMap<>();
        entries.forEach(seen -> byTerminal
                .computeIfAbsent(seen.terminal(), _ -> new ArrayList<>())
                .addAll(Collections.nCopies(times, seen.fact())));
        List<Map.Entry<UUID, List<JournalEntry>>> pages = new ArrayList<>();
        byTerminal.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(one -> {
                    List<JournalEntry> all = one.getValue();
                    Collections.shuffle(all, random);
                    for (int from = 0, to; from < all.size(); from = to) {
                        to = Math.min(all.size(), from + 1 + random.nextInt(longest));
                        pages.add(Map.entry(one.getKey(), List.copyOf(all.subList(from, to))));
                    }
                });
        Collections.shuffle(pages, random);
        return pages;
    }
}
