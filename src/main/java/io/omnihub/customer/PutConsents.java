package io.omnihub.customer;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps what a customer has said, with the customer that they are today. What was said before what is known changes nothing,
 * and so does what is known already, so that whoever was offline tells it in any order.
 *
 * @param customer as the caller knows them
 * @param said each purpose and channel once
 */
record PutConsents(UUID id, Actor actor, UUID customer, List<Consent.Said> said) implements Command<PutConsentsResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT)).lock(Customer.TABLE, Set.of(customer));
    }

    @Override
    public Decision<PutConsentsResult> decide(View view, Instant now) {
        Optional<UUID> unread = Customer.unread(customer, view);
        if (unread.isPresent()) {
            return new Decision.Again<>(new Reads().lock(Customer.TABLE, Set.of(unread.get())));
        }
        Optional<Customer> canonical = Customer.canonical(customer, view);
        if (canonical.isEmpty()) {
            return new Decision.Refuse<>(new PutConsentsResult.Unknown());
        }
        Customer person = canonical.get();
        if (person.erasedAt().isPresent()) {
            return new Decision.Refuse<>(new PutConsentsResult.Erased());
        }
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        Set<ChannelCode> unknown = said.stream()
                .map(Consent.Said::channel)
                .filter(code -> catalog.channel(code).isEmpty())
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            return new Decision.Refuse<>(new PutConsentsResult.UnknownChannels(unknown));
        }
        Set<Consent.Key> unseen = said.stream()
                .map(one -> key(person, one))
                .filter(key -> !view.covers(Consent.TABLE, key))
                .collect(Collectors.toSet());
        return unseen.isEmpty()
                ? put(person, view, now)
                : new Decision.Again<>(new Reads().lock(Consent.TABLE, unseen));
    }

    private Decision<PutConsentsResult> put(Customer person, View view, Instant now) {
        var changes = new Changes();
        for (Consent.Said one : said) {
            Consent.Key key = key(person, one);
            Optional<Consent> before = view.find(Consent.TABLE, key);
            var after = new Consent(key, one.granted(), one.at().orElse(now));
            if (before.filter(known -> !after.saidAt().isAfter(known.saidAt())).isEmpty()) {
                changes.put(Consent.TABLE, key, after).announce(CustomerEvents.consented(after));
                actor.note(changes, "customer:" + person.id(), before.map(Consent::facts), after.facts());
            }
        }
        return new Decision.Accept<>(new PutConsentsResult.Done(), person.id(), changes);
    }

    private static Consent.Key key(Customer person, Consent.Said one) {
        return new Consent.Key(person.id(), one.purpose(), one.channel());
    }
}
