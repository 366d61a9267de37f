package io.omnihub.customer;

import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.kernel.Wire;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A person, as far as the retailer knows.
 *
 * @param mergedInto the customer that it was found to be the same as; what follows it is that customer's
 * @param name as it was given last; gone when erased
 * @param held how many keys there are of each kind, of those merged into it too; what it is limited by
 * @param erasedAt when everything personal was taken away
 * @param version grows with every change
 */
public record Customer(
        UUID id,
        Optional<UUID> mergedInto,
        Optional<String> name,
        Map<String, Integer> held,
        Instant createdAt,
        Optional<Instant> erasedAt,
        long version) {
    static final Table<UUID, Customer> TABLE = new Table<>("customer", 610);

    public Customer {
        held = Map.copyOf(held);
        if (mergedInto.filter(id::equals).isPresent()) {
            throw new IllegalArgumentException("a customer is not merged into itself");
        }
    }

    static Customer created(UUID id, Optional<String> name, Instant now) {
        return new Customer(id, Optional.empty(), name, Map.of(), now, Optional.empty(), 1);
    }

    /** Whether another key of this kind may be its. */
    boolean hasRoomFor(IdentityKey key) {
        return held.getOrDefault(key.counted(), 0) < key.type().limit();
    }

    /** Whether both have a key of which a person has one. */
    boolean conflicts(Customer other) {
        return held.entrySet().stream()
                .anyMatch(kind -> kind.getValue() > 0
                        && other.held.getOrDefault(kind.getKey(), 0) > 0
                        && isUnique(kind.getKey()));
    }

    private static boolean isUnique(String kind) {
        String type = kind.contains(":") ? kind.substring(0, kind.indexOf(':')) : kind;
        return Wire.parse(IdentityType.class, type).isUnique();
    }

    Customer holding(IdentityKey key, int more) {
        Map<String, Integer> after = new HashMap<>(held);
        after.merge(key.counted(), more, Integer::sum);
        return with(mergedInto, name, after);
    }

    /** With the keys of another one added, or taken away again. */
    Customer holding(Customer other, int sign) {
        Map<String, Integer> after = new HashMap<>(held);
        other.held.forEach((kind, count) -> after.merge(kind, sign * count, Integer::sum));
        return with(mergedInto, name, after);
    }

    Customer mergedInto(Optional<UUID> other) {
        return with(other, name, held);
    }

    Customer named(Optional<String> other) {
        return with(mergedInto, other, held);
    }

    Customer erased(Instant now) {
        return new Customer(id, mergedInto, Optional.empty(), Map.of(), createdAt, Optional.of(now), version + 1);
    }

    private Customer with(Optional<UUID> into, Optional<String> called, Map<String, Integer> keys) {
        Map<String, Integer> some = new HashMap<>(keys);
        some.values().removeIf(count -> count == 0);
        return new Customer(id, into, called, some, createdAt, erasedAt, version + 1);
    }

    /** The customer that this one is today; empty where the view does not have all on the way. */
    static Optional<Customer> canonical(UUID id, View view) {
        Optional<Customer> at = view.find(TABLE, id);
        while (at.isPresent() && at.get().mergedInto().isPresent()) {
            at = view.find(TABLE, at.get().mergedInto().get());
        }
        return at;
    }

    /** The first one on the way that the view does not have. */
    static Optional<UUID> unread(UUID id, View view) {
        UUID at = id;
        while (view.covers(TABLE, at) || view.find(TABLE, at).isPresent()) {
            Optional<UUID> next = view.find(TABLE, at).flatMap(Customer::mergedInto);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** What the audit log keeps. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        mergedInto.ifPresent(other -> facts.put("mergedInto", other.toString()));
        facts.put("keys", new TreeMap<>(held));
        facts.put("erased", erasedAt.isPresent());
        return facts;
    }
}
