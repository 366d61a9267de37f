package io.omnihub.customer;

import io.omnihub.engine.NewEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of customers: ids and kinds of keys, never a key or a name. */
final class CustomerEvents {
    private CustomerEvents() {}

    static NewEvent created(Customer customer) {
        return event("created", customer.id().toString(), Map.of());
    }

    static NewEvent identified(Customer customer, List<Identity> linked) {
        return event(
                "identified",
                customer.id().toString(),
                Map.of(
                        "identities",
                        linked.stream()
                                .map(identity -> Map.of(
                                        "id", identity.id().toString(),
                                        "type", identity.key().type().wire(),
                                        "verified", identity.verifiedAt().isPresent()))
                                .toList()));
    }

    static NewEvent merged(CustomerMerge merge) {
        return event("merged", merge.into().toString(), edge(merge));
    }

    static NewEvent unmerged(CustomerMerge merge) {
        return event("unmerged", merge.into().toString(), edge(merge));
    }

    private static Map<String, Object> edge(CustomerMerge merge) {
        return Map.of(
                "mergeId", merge.id().toString(),
                "fromId", merge.from().toString(),
                "rule", merge.rule().wire());
    }

    static NewEvent suggested(Suggestion suggestion) {
        return event(
                "merge-suggested",
                suggestion.key().one().toString(),
                Map.of(
                        "suggestionId", suggestion.id().toString(),
                        "otherId", suggestion.key().other().toString(),
                        "reason", suggestion.reason().wire()));
    }

    static NewEvent consented(Consent consent) {
        return event(
                "consent-changed",
                consent.key().customer().toString(),
                Map.of(
                        "purpose", consent.key().purpose().wire(),
                        "channel", consent.key().channel().value(),
                        "granted", consent.granted(),
                        "saidAt", consent.saidAt().toString()));
    }

    static NewEvent erased(Customer customer) {
        return event("erased", customer.id().toString(), Map.of());
    }

    private static NewEvent event(String what, String customer, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("customerId", customer);
        data.putAll(more);
        return new NewEvent("io.omnihub.customer.%s.v1".formatted(what), customer, data);
    }
}
