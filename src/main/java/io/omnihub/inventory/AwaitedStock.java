package io.omnihub.inventory;

import io.omnihub.engine.DueWork;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/**
 * Due work that waits for units of a SKU. The batch that makes more of it available has it come at once, the oldest
 * first, wherever that is; for the case that this is missed, it comes by itself in the end.
 */
public final class AwaitedStock {
    public static final String KIND = "await-stock";

    private static final String SEPARATOR = "/";

    private AwaitedStock() {}

    /** What the work is about. */
    public static String subject(Sku sku, UUID waiting) {
        return sku + SEPARATOR + waiting;
    }

    /** Who waits, of a subject. */
    public static UUID waiting(String subject) {
        return UUID.fromString(subject.substring(subject.lastIndexOf(SEPARATOR) + 1));
    }

    /** What it waits for. */
    public static Sku sku(String subject) {
        return new Sku(subject.substring(0, subject.lastIndexOf(SEPARATOR)));
    }

    static Statement wake(Collection<Sku> skus, Instant now) {
        return DueWork.waking(
                KIND, skus.stream().map(sku -> sku + SEPARATOR).sorted().toList(), now);
    }
}
