package io.omnihub.channel.console;

import io.omnihub.customer.Claim;
import io.omnihub.customer.Consent;
import io.omnihub.customer.Customer;
import io.omnihub.customer.CustomerDetails;
import io.omnihub.customer.CustomerMerge;
import io.omnihub.customer.Evidence;
import io.omnihub.customer.Identity;
import io.omnihub.customer.IdentityKey;
import io.omnihub.customer.Suggestion;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person as the contract shows them. */
record CustomerJson(
        UUID id,
        Optional<String> name,
        List<UUID> mergedIds,
        List<IdentityJson> identities,
        List<MergeJson> merges,
        List<ConsentJson> consents,
        Instant createdAt,
        Optional<Instant> erasedAt,
        long version) {
    /** @param customerId whose it was before any merge */
    record IdentityJson(
            UUID id,
            UUID customerId,
            String type,
            String value,
            boolean blocked,
            Optional<String> source,
            Optional<Instant> verifiedAt,
            Instant linkedAt) {
        static IdentityJson of(Identity identity) {
            return new IdentityJson(
                    identity.id(),
                    identity.owner().orElseThrow(),
                    identity.key().type().wire(),
                    identity.key().value(),
                    identity.blocked(),
                    identity.source().map(ChannelCode::value),
                    identity.verifiedAt(),
                    identity.linkedAt().orElseThrow());
        }
    }

    /** That one customer was found to be another. */
    record MergeJson(
            UUID id, UUID from, UUID into, String rule, UUID by, Instant mergedAt, Optional<Instant> undoneAt) {
        static MergeJson of(CustomerMerge merge) {
            return new MergeJson(
                    merge.id(),
                    merge.from(),
                    merge.into(),
                    merge.rule().wire(),
                    merge.actor(),
                    merge.at(),
                    merge.undoneAt());
        }
    }

    /** Whether something may be done over a channel. */
    record ConsentJson(String purpose, String channel, boolean granted, Instant saidAt) {
        static ConsentJson of(Consent consent) {
            return new ConsentJson(
                    consent.key().purpose().wire(),
                    consent.key().channel().value(),
                    consent.granted(),
                    consent.saidAt());
        }
    }

    /** A customer in a list. */
    record Listed(UUID id, Optional<String> name, Instant createdAt, Optional<Instant> erasedAt, long version) {
        static Listed of(Customer customer) {
            return new Listed(
                    customer.id(), customer.name(), customer.createdAt(), customer.erasedAt(), customer.version());
        }
    }

    /** Two who may be one. */
    record SuggestionJson(
            UUID id,
            UUID one,
            UUID other,
            String reason,
            String identityType,
            String state,
            Instant suggestedAt,
            Optional<Instant> decidedAt) {
        static SuggestionJson of(Suggestion suggestion) {
            return new SuggestionJson(
                    suggestion.id(),
                    suggestion.key().one(),
                    suggestion.key().other(),
                    suggestion.reason().wire(),
                    suggestion.by().wire(),
                    suggestion.state().wire(),
                    suggestion.suggestedAt(),
                    suggestion.decidedAt());
        }
    }

    /** As who sees a channel alone is told: whose the keys are that they showed, and nothing that others know. */
    static CustomerJson of(CustomerDetails details, Evidence shown) {
        Set<IdentityKey> keys = shown.claims().stream().map(Claim::key).collect(Collectors.toSet());
        return narrow(
                details.customer(),
                details.identities().stream().filter(identity -> keys.contains(identity.key())),
                Stream.empty());
    }

    /** As who sees some channels alone is told: what was said of those, and nothing that others know. */
    static CustomerJson of(CustomerDetails details, Predicate<ChannelCode> channels) {
        return narrow(
                details.customer(),
                Stream.empty(),
                details.consents().stream()
                        .filter(consent -> channels.test(consent.key().channel())));
    }

    private static CustomerJson narrow(Customer customer, Stream<Identity> identities, Stream<Consent> consents) {
        return new CustomerJson(
                customer.id(),
                Optional.empty(),
                List.of(),
                identities.map(IdentityJson::of).toList(),
                List.of(),
                consents.map(ConsentJson::of).toList(),
                customer.createdAt(),
                customer.erasedAt(),
                customer.version());
    }

    static CustomerJson of(CustomerDetails details) {
        Customer customer = details.customer();
        return new CustomerJson(
                customer.id(),
                customer.name(),
                details.person().stream()
                        .filter(id -> !id.equals(customer.id()))
                        .sorted()
                        .toList(),
                details.identities().stream().map(IdentityJson::of).toList(),
                details.merges().stream().map(MergeJson::of).toList(),
                details.consents().stream().map(ConsentJson::of).toList(),
                customer.createdAt(),
                customer.erasedAt(),
                customer.version());
    }
}
