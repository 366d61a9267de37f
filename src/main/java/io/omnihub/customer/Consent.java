package io.omnihub.customer;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a customer lets something be done over a channel, as they have said it last.
 *
 * @param saidAt when they said so, which may be before anybody told the hub
 */
public record Consent(Key key, boolean granted, Instant saidAt) {
    static final Table<Key, Consent> TABLE = new Table<>("customer-consent", 616);

    /** How much is said at once. */
    public static final int MAX_AT_ONCE = 100;

    /** What for. */
    public enum Purpose implements Wire {
        /** To be told of offers. */
        MARKETING,
        /** To be asked how it was. */
        FEEDBACK,
        /** To have what they buy looked at for what they may want. */
        PROFILING,
        /** To have what is known of them given to others. */
        SHARING
    }

    /**
     * What a customer says.
     *
     * @param at empty for now
     */
    public record Said(Purpose purpose, ChannelCode channel, boolean granted, Optional<Instant> at) {}

    /** @param customer who said it, who may have been merged since */
    public record Key(UUID customer, Purpose purpose, ChannelCode channel) {}

    /**
     * What holds for a person, in the order of purpose and channel. What two customers said before they were found to be one
     * holds as the stricter of both has it; what the person says after that holds for both.
     *
     * @param customer the one that the person is today
     * @param said by all customers of the person
     * @param merges by which they came together; those that were taken back count for nothing
     */
    static List<Consent> inForce(UUID customer, List<Consent> said, List<CustomerMerge> merges) {
        Map<Key, Consent> own = new HashMap<>();
        said.stream()
                .filter(consent -> consent.key.customer.equals(customer))
                .forEach(consent -> own.put(consent.key, consent));
        Map<Key, Consent> all = new HashMap<>(own);
        merges.stream()
                .filter(merge ->
                        merge.into().equals(customer) && merge.undoneAt().isEmpty())
                .forEach(merge -> inForce(merge.from(), said, merges).stream()
                        .map(theirs -> theirs.of(customer))
                        .filter(theirs -> !isSaidAfter(merge, own, theirs.key))
                        .forEach(theirs -> all.merge(theirs.key, theirs, Consent::stricter)));
        List<Consent> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing((Consent consent) -> consent.key.purpose)
                .thenComparing(consent -> consent.key.channel.value()));
        return sorted;
    }

    private static boolean isSaidAfter(CustomerMerge merge, Map<Key, Consent> own, Key key) {
        return own.containsKey(key) && own.get(key).saidAt.isAfter(merge.at());
    }

    private Consent of(UUID customer) {
        return new Consent(new Key(customer, key.purpose, key.channel), granted, saidAt);
    }

    private Consent stricter(Consent other) {
        if (granted == other.granted) {
            return saidAt.isAfter(other.saidAt) ? this : other;
        }
        return granted ? other : this;
    }

    /** What the audit log keeps. */
    Map<String, Object> facts() {
        return Map.of(
                "purpose", key.purpose.wire(),
                "channel", key.channel.value(),
                "granted", granted,
                "saidAt", saidAt.toString());
    }
}
