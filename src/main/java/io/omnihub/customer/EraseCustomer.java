package io.omnihub.customer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes away everything personal of a person: names and keys, of all customers that are this one. Their ids stay, since what
 * happened cannot be changed; whoever holds more follows the event. To repeat it is harmless.
 *
 * @param person all of them, and {@code keys} all of theirs, as they were read before
 */
record EraseCustomer(UUID id, Actor actor, UUID canonical, Set<UUID> person, Set<IdentityKey> held)
        implements Command<EraseResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(Identity.TABLE, held).lock(Customer.TABLE, person);
    }

    @Override
    public Decision<EraseResult> decide(View view, Instant now) {
        List<Customer> customers = person.stream()
                .map(each -> view.find(Customer.TABLE, each).orElseThrow())
                .filter(customer -> customer.erasedAt().isEmpty())
                .toList();
        if (customers.isEmpty()) {
            return new Decision.Refuse<>(EraseResult.ERASED);
        }
        List<Identity> identities = held.stream()
                .flatMap(key -> view.find(Identity.TABLE, key).stream())
                .filter(identity -> identity.owner().filter(person::contains).isPresent())
                .toList();
        if (isMore(view, identities)) {
            return new Decision.Refuse<>(EraseResult.CHANGED);
        }
        var changes = new Changes();
        identities.forEach(identity -> changes.put(Identity.TABLE, identity.key(), identity.unlinked()));
        for (Customer customer : customers) {
            Customer erased = customer.erased(now);
            changes.put(Customer.TABLE, erased.id(), erased).announce(CustomerEvents.erased(erased));
            actor.note(changes, "customer:" + erased.id(), Optional.of(customer.facts()), erased.facts());
        }
        return new Decision.Accept<>(EraseResult.ERASED, canonical, changes);
    }

    /** Whether a key or a customer came to the person since it was read: then what is to be erased is read again. */
    private boolean isMore(View view, List<Identity> identities) {
        Customer all = view.find(Customer.TABLE, canonical).orElseThrow();
        var counted = identities.stream()
                .collect(Collectors.groupingBy(
                        identity -> identity.key().counted(),
                        Collectors.collectingAndThen(Collectors.counting(), Long::intValue)));
        return all.mergedInto().isPresent() || !all.held().equals(counted);
    }
}
