package io.omnihub.customer;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A person with all that it is known by.
 *
 * @param person the ids of all customers that are this one today, its own with them
 * @param identities of all of them
 * @param merges by which they came together, those that were taken back too, the newest first
 * @param consents that hold for the person
 */
public record CustomerDetails(
        Customer customer,
        Set<UUID> person,
        List<Identity> identities,
        List<CustomerMerge> merges,
        List<Consent> consents) {
    public CustomerDetails {
        person = Set.copyOf(person);
        identities = List.copyOf(identities);
        merges = List.copyOf(merges);
        consents = List.copyOf(consents);
    }
}
