package io.omnihub.inventory;

import io.omnihub.engine.DueBell;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/**
 * Due work of who waits for units of a SKU. The batch that makes more of it available anywhere has one piece of it come at
 * once, which serves all who wait for the SKU in their order; for the case that this is missed, each comes by itself in
 * the end.
 */
public final class AwaitedStock {
    public static final String KIND = "await-stock";

    private static final String SEPARATOR = "/";

    private AwaitedStock() {}

    /** What the work is about. */
    public static String subject(Sku sku, UUID waiting) {
        return sku + SEPARATOR + waiting;
    }

    /** Below all subjects of a SKU. */
    public static String first(Sku sku) {
        return sku + SEPARATOR;
    }

    /** Above all subjects of a SKU. */
    public static String end(Sku sku) {
        return sku.value() + (char) (SEPARATOR.charAt(0) + 1);
    }

    /** Who waits, of a subject. */
    public static UUID waiting(String subject) {
        return UUID.fromString(subject.substring(subject.lastIndexOf(SEPARATOR) + 1));
    }

    /** What it waits for. */
    public static Sku sku(String subject) {
        return new Sku(subject.substring(0, subject.lastIndexOf(SEPARATOR)));
    }

    static Statement wake(Collection<Sku> skus, DueBell bell, Instant now) {
        return bell.wake(KIND, skus.stream().map(AwaitedStock::first).sorted().toList(), now);
    }
}
