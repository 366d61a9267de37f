package io.omnihub.catalog;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a customer meets the retailer.
 *
 * @param pool the locations that may serve it, the preferred one first
 * @param threshold units of each SKU, summed over the pool, that it leaves unsold
 * @param unfillable what becomes of what no location can fulfil
 * @param inboundHorizonDays how far ahead it promises what is only expected; empty: not at all
 * @param whenShort what stores do for it where its pool runs short; empty: nothing
 * @param paymentsReported whether every payment of its orders is reported to the hub, so that what has none is unpaid; else
 *     the hub cannot know
 * @param policy its rules for sourcing, which have versions of their own; a put does not touch them
 * @param version grows with every other change, from 1
 */
public record Channel(
        ChannelCode code,
        String name,
        Kind kind,
        EntryState state,
        List<LocationCode> pool,
        long threshold,
        Unfillable unfillable,
        Optional<Integer> inboundHorizonDays,
        Optional<WhenShort> whenShort,
        boolean paymentsReported,
        SourcingPolicy policy,
        long version)
        implements CatalogEntry<Channel> {
    public static final Table<ChannelCode, Channel> TABLE = new Table<>("channel", 40);

    /** How many locations a pool has at most. */
    public static final int MAX_POOL = 1_000;

    public static final int MAX_HORIZON_DAYS = 365;

    public enum Kind implements Wire {
        WEB,
        APP,
        MARKETPLACE,
        STORE,
        PHONE,
        EMAIL,
        CHAT,
        WECHAT,
        WHATSAPP,
        SOCIAL
    }

    public Channel {
        List<LocationCode> own = List.copyOf(pool);
        pool = own;
        inboundHorizonDays.ifPresent(Channel::requireHorizon);
        whenShort.ifPresent(rule -> requireApart(rule, own));
    }

    private static void requireApart(WhenShort rule, List<LocationCode> own) {
        if (rule.locations().stream().anyMatch(own::contains)
                || rule.refill().filter(refill -> !own.contains(refill.to())).isPresent()) {
            throw new IllegalArgumentException("who helps is not in the pool, and who is helped is");
        }
    }

    private static void requireHorizon(int days) {
        if (days < 1 || days > MAX_HORIZON_DAYS) {
            throw new IllegalArgumentException("a horizon is 1 to " + MAX_HORIZON_DAYS + " days, not " + days);
        }
    }

    /** All locations that it names: its pool, and who helps it. */
    List<LocationCode> named() {
        return Stream.concat(pool.stream(), whenShort.stream().flatMap(rule -> rule.locations().stream()))
                .toList();
    }

    @Override
    public Channel withVersion(long newVersion) {
        return new Channel(
                code,
                name,
                kind,
                state,
                pool,
                threshold,
                unfillable,
                inboundHorizonDays,
                whenShort,
                paymentsReported,
                policy,
                newVersion);
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("kind", kind.wire());
        facts.put("state", state.wire());
        facts.put("pool", pool.stream().map(LocationCode::value).toList());
        facts.put("threshold", threshold);
        facts.put("unfillable", unfillable.wire());
        inboundHorizonDays.ifPresent(days -> facts.put("inboundHorizonDays", days));
        whenShort.ifPresent(rule -> facts.put("whenShort", rule.facts()));
        facts.put("paymentsReported", paymentsReported);
        facts.put("version", version);
        return facts;
    }

    @Override
    public Channel inPlaceOf(Channel before) {
        return withPolicy(before.policy);
    }

    public Channel withPolicy(SourcingPolicy newPolicy) {
        return new Channel(
                code,
                name,
                kind,
                state,
                pool,
                threshold,
                unfillable,
                inboundHorizonDays,
                whenShort,
                paymentsReported,
                newPolicy,
                version);
    }
}
