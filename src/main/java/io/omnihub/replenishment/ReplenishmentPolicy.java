package io.omnihub.replenishment;

import io.omnihub.engine.Table;
import io.omnihub.kernel.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is proposed, and what is done without asking.
 *
 * @param leadDays for so many days a place must last until something comes: less is short
 * @param coverDays for so many days a place that is short is filled
 * @param horizonDays over so many days lost sales are counted, and what is expected to come
 * @param halfLifeDays after so many days a sale counts half
 * @param safety how many standard deviations of the demand are kept besides the demand, 0 to {@value #MAX_SAFETY}
 * @param marginPercent what of its price is lost with a sale
 * @param transport of what is moved
 * @param minGain what a move must gain at least, in minor units of the item's price
 * @param acceptGain from which gain on the hub accepts a move by itself; empty for never
 * @param draft whether what is accepted becomes a draft; else its units are set aside at once
 * @param dismissedDays for so many days what was dismissed is not proposed again
 * @param version 0 for the default, else from 1
 */
public record ReplenishmentPolicy(
        int leadDays,
        int coverDays,
        int horizonDays,
        int halfLifeDays,
        double safety,
        int marginPercent,
        Transport transport,
        long minGain,
        Optional<Long> acceptGain,
        boolean draft,
        int dismissedDays,
        long version) {
    public static final Table<Key, ReplenishmentPolicy> TABLE = new Table<>("replenishment-policy", 46);

    public static final int MAX_DAYS = 365;
    public static final double MAX_SAFETY = 5;

    public static final ReplenishmentPolicy DEFAULT =
            new ReplenishmentPolicy(4, 14, 14, 14, 1, 40, Transport.DEFAULT, 1, Optional.empty(), false, 7, 0);

    /** Older sales than this many half-lives count for nothing. */
    private static final int HALF_LIVES = 4;

    /** There is one. */
    public enum Key {
        CURRENT
    }

    /**
     * What moving costs, in minor units: less than parcels do, as goods go between the retailer's own places together.
     *
     * @param perBox for each move
     * @param perUnit for each unit
     * @param perUnitKmMillis for each unit and kilometre, in thousandths
     */
    public record Transport(long perBox, long perUnit, long perUnitKmMillis) {
        public static final Transport DEFAULT = new Transport(200, 5, 20);

        public Transport {
            requireMoney(perBox);
            requireMoney(perUnit);
            requireMoney(perUnitKmMillis);
        }

        double ofUnit(double km) {
            return perUnit + perUnitKmMillis * km / 1_000;
        }
    }

    public ReplenishmentPolicy {
        requireDays(leadDays, 0);
        requireDays(coverDays, leadDays);
        requireDays(horizonDays, 1);
        requireDays(halfLifeDays, 1);
        requireDays(dismissedDays, 0);
        if (!(safety >= 0 && safety <= MAX_SAFETY) || marginPercent < 0 || marginPercent > 100 || version < 0) {
            throw new IllegalArgumentException("a policy of replenishment is out of range");
        }
        requireMoney(minGain);
        acceptGain.ifPresent(ReplenishmentPolicy::requireMoney);
    }

    /** How far back sales are looked at. */
    public int windowDays() {
        return Math.min(MAX_DAYS, HALF_LIVES * halfLifeDays);
    }

    boolean acceptsByItself(long gain) {
        return acceptGain.filter(least -> gain >= least).isPresent();
    }

    ReplenishmentPolicy withVersion(long newVersion) {
        return new ReplenishmentPolicy(
                leadDays,
                coverDays,
                horizonDays,
                halfLifeDays,
                safety,
                marginPercent,
                transport,
                minGain,
                acceptGain,
                draft,
                dismissedDays,
                newVersion);
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("leadDays", leadDays);
        facts.put("coverDays", coverDays);
        facts.put("horizonDays", horizonDays);
        facts.put("halfLifeDays", halfLifeDays);
        facts.put("safety", safety);
        facts.put("marginPercent", marginPercent);
        facts.put("minGain", minGain);
        acceptGain.ifPresent(gain -> facts.put("acceptGain", gain));
        facts.put("draft", draft);
        facts.put("dismissedDays", dismissedDays);
        facts.put("version", version);
        return facts;
    }

    private static void requireMoney(long amount) {
        if (amount < 0 || amount > Money.MAX_PRICE) {
            throw new IllegalArgumentException("a price or gain is 0 to " + Money.MAX_PRICE + ", not " + amount);
        }
    }

    private static void requireDays(int days, int least) {
        if (days < least || days > MAX_DAYS) {
            throw new IllegalArgumentException("days are " + least + " to " + MAX_DAYS + ", not " + days);
        }
    }
}
