package io.omnihub.channel.backoffice;

import io.omnihub.channel.Field;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import io.omnihub.replenishment.Levels;
import io.omnihub.replenishment.ReplenishmentPolicy;
import io.omnihub.replenishment.ReplenishmentPolicy.Transport;
import io.omnihub.replenishment.ReplenishmentRun;
import io.omnihub.replenishment.Replenishments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the bodies of requests about replenishment say. */
final class ReplenishmentBody {
    private static final String TOO_MANY = "too-many-entries";
    private static final int MAX_REASON = 200;
    private static final String DRAFT = "draft";
    private static final Set<String> BEGINNINGS = Set.of(DRAFT, "approved");

    private ReplenishmentBody() {}

    /** Which items a run is about; empty for all. */
    static Optional<List<Sku>> run(Field body) {
        return body.object("skus")
                .maybe("skus")
                .map(skus -> skus.items(1, ReplenishmentRun.MAX_SKUS, TOO_MANY).stream()
                        .map(sku -> new Sku(sku.text(Sku::isValid, "a SKU, 1 to 64 characters")))
                        .toList());
    }

    static Optional<String> reason(Field body) {
        return body.object("reason").maybe("reason").map(reason -> reason.trimmed(MAX_REASON));
    }

    /** In the order of the entries. */
    static Map<Cell, Optional<Levels>> levels(Field body) {
        Map<Cell, Optional<Levels>> targets = new LinkedHashMap<>();
        for (Field entry : body.object("entries").at("entries").items(1, Replenishments.MAX_LEVELS, TOO_MANY)) {
            Cell cell = StockRefusals.cell(entry.object("sku", "location", "min", "max"));
            if (targets.put(cell, levelsOf(entry)) != null) {
                throw entry.invalid("This item and location stand twice.");
            }
        }
        return targets;
    }

    private static Optional<Levels> levelsOf(Field entry) {
        if (entry.unlessNull("min").isEmpty() && entry.unlessNull("max").isEmpty()) {
            return Optional.empty();
        }
        long min = entry.at("min").quantity(0);
        return Optional.of(new Levels(min, entry.at("max").whole(min, Quantity.MAX)));
    }

    /** One that has no version yet; what is left out is as in the default. */
    static ReplenishmentPolicy policy(Field body) {
        Field policy = body.object(
                "leadDays",
                "coverDays",
                "horizonDays",
                "halfLifeDays",
                "safety",
                "marginPercent",
                "transport",
                "minGain",
                "acceptGain",
                "acceptedAs",
                "dismissedDays");
        ReplenishmentPolicy otherwise = ReplenishmentPolicy.DEFAULT;
        int leadDays = days(policy, "leadDays", 0, otherwise.leadDays());
        return new ReplenishmentPolicy(
                leadDays,
                days(policy, "coverDays", leadDays, Math.max(leadDays, otherwise.coverDays())),
                days(policy, "horizonDays", 1, otherwise.horizonDays()),
                days(policy, "halfLifeDays", 1, otherwise.halfLifeDays()),
                policy.maybe("safety")
                        .map(safety -> safety.number(0, ReplenishmentPolicy.MAX_SAFETY))
                        .orElse(otherwise.safety()),
                policy.maybe("marginPercent")
                        .map(percent -> (int) percent.whole(0, 100))
                        .orElse(otherwise.marginPercent()),
                policy.maybe("transport").map(ReplenishmentBody::transport).orElse(otherwise.transport()),
                money(policy, "minGain").orElse(otherwise.minGain()),
                policy.unlessNull("acceptGain").map(ReplenishmentBody::amount),
                policy.maybe("acceptedAs")
                        .map(state -> state.text(BEGINNINGS::contains, "draft or approved"))
                        .filter(DRAFT::equals)
                        .isPresent(),
                days(policy, "dismissedDays", 0, otherwise.dismissedDays()),
                0);
    }

    private static Transport transport(Field field) {
        Field transport = field.object("perBox", "perUnit", "perUnitKmMillis");
        return new Transport(
                money(transport, "perBox").orElse(Transport.DEFAULT.perBox()),
                money(transport, "perUnit").orElse(Transport.DEFAULT.perUnit()),
                money(transport, "perUnitKmMillis").orElse(Transport.DEFAULT.perUnitKmMillis()));
    }

    private static Optional<Long> money(Field holder, String name) {
        return holder.maybe(name).map(ReplenishmentBody::amount);
    }

    private static long amount(Field field) {
        return field.whole(0, Money.MAX_PRICE, "money-out-of-range", "Money is out of range");
    }

    private static int days(Field policy, String name, int least, int otherwise) {
        return policy.maybe(name)
                .map(days -> (int) days.whole(least, ReplenishmentPolicy.MAX_DAYS))
                .orElse(otherwise);
    }
}
