package io.omnihub.customer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds out who somebody is, inside a command of any room. The most trusted key that belongs to somebody decides, proved
 * ones before others; keys that were nobody's become that customer's, as far as its limits go. Where keys of several
 * customers are shown, those that are proved to be one person's are merged; otherwise it is suggested. No key is ever taken
 * from its owner.
 */
public final class Resolving {
    /** Ids that are derived of a command for customers begin here, so that they are no others of its. */
    private static final int FIRST_ID = 10_000;

    private final Evidence evidence;
    private final View view;
    private final Changes changes;
    private final UUID command;
    private final Actor actor;
    private final Instant now;
    private int ids;

    private Resolving(
            Evidence evidence, View view, Changes changes, UUID command, int firstId, Actor actor, Instant now) {
        this.ids = firstId;
        this.evidence = evidence;
        this.view = view;
        this.changes = changes;
        this.command = command;
        this.actor = actor;
        this.now = now;
    }

    /** What a command that resolves reads: the keys are made where they are missing, and locked. */
    public static Reads reads(Evidence evidence) {
        return new Reads()
                .create(
                        Identity.TABLE,
                        evidence.usable().stream().map(Claim::key).toList());
    }

    /**
     * @param changes takes what is to commit with the rest of the decision, events with it
     * @param command the id of the command; ids of what is made derive from it
     */
    public static Resolution resolve(
            Evidence evidence, View view, Changes changes, UUID command, Actor actor, Instant now) {
        return resolve(evidence, view, changes, command, FIRST_ID, actor, now);
    }

    /** @param firstId the ordinal of the first id that is derived; there are no more than there are claims */
    static Resolution resolve(
            Evidence evidence, View view, Changes changes, UUID command, int firstId, Actor actor, Instant now) {
        return new Resolving(evidence, view, changes, command, firstId, actor, now).resolve();
    }

    private Resolution resolve() {
        List<Claim> claims = evidence.usable();
        if (claims.stream()
                .anyMatch(claim -> view.find(Identity.TABLE, claim.key()).isEmpty())) {
            // Somebody has given a key up while we waited for it.
            return new Resolution.Unread(reads(evidence));
        }
        List<Shown> shown = claims.stream()
                .map(claim ->
                        new Shown(claim, view.find(Identity.TABLE, claim.key()).orElseThrow()))
                .filter(one -> !one.identity().blocked())
                .toList();
        if (shown.isEmpty()) {
            return new Resolution.Nobody();
        }
        List<UUID> unread = shown.stream()
                .flatMap(one -> one.identity().owner().stream())
                .flatMap(owner -> Customer.unread(owner, view).stream())
                .distinct()
                .toList();
        if (!unread.isEmpty()) {
            return new Resolution.Unread(new Reads().lock(Customer.TABLE, unread));
        }
        Map<UUID, Owned> owners = owners(shown);
        if (owners.isEmpty()) {
            Customer made = Customer.created(Ids.derive(command, ids++), evidence.name(), now);
            changes.announce(CustomerEvents.created(made));
            keep(learn(made, shown));
            return new Resolution.Known(made.id(), true);
        }
        return settle(shown, List.copyOf(owners.values()));
    }

    /** A key that is shown, and its row. */
    private record Shown(Claim claim, Identity identity) {}

    /** A customer of whom a key is shown, and the first such key. */
    private record Owned(Customer customer, Shown first, boolean proved) {}

    /** In the order in which their keys are trusted. */
    private Map<UUID, Owned> owners(List<Shown> shown) {
        Map<UUID, Owned> owners = new LinkedHashMap<>();
        for (Shown one : shown) {
            one.identity()
                    .owner()
                    .map(owner -> Customer.canonical(owner, view).orElseThrow())
                    .ifPresent(customer -> owners.merge(
                            customer.id(),
                            new Owned(customer, one, one.claim().authenticated()),
                            (known, more) ->
                                    new Owned(known.customer(), known.first(), known.proved() || more.proved())));
        }
        return owners;
    }

    private Resolution settle(List<Shown> shown, List<Owned> owners) {
        Owned first = owners.getFirst();
        List<Suggestion.Key> pairs = owners.stream()
                .skip(1)
                .map(other -> Suggestion.Key.of(
                        first.customer().id(), other.customer().id()))
                .toList();
        List<Suggestion.Key> unread = pairs.stream()
                .filter(pair -> !view.covers(Suggestion.TABLE, pair))
                .toList();
        if (!unread.isEmpty()) {
            return new Resolution.Unread(new Reads().lock(Suggestion.TABLE, unread));
        }
        Customer survivor = first.customer();
        for (Owned other : owners.subList(1, owners.size())) {
            boolean proved = first.proved() && other.proved();
            if (proved && !survivor.conflicts(other.customer())) {
                survivor = Merging.merge(
                        survivor,
                        other.customer(),
                        CustomerMerge.Rule.PROVED,
                        Ids.derive(command, ids++),
                        actor,
                        changes,
                        now);
            } else {
                suggest(survivor, other, proved ? Suggestion.Reason.CONFLICT : Suggestion.Reason.UNPROVED);
            }
        }
        Customer after = learn(survivor, shown);
        if (!after.equals(first.customer())) {
            keep(after);
        }
        return new Resolution.Known(after.id(), false);
    }

    /** Once for two customers, and never again after somebody has dismissed it. */
    private void suggest(Customer customer, Owned other, Suggestion.Reason reason) {
        var key = Suggestion.Key.of(customer.id(), other.customer().id());
        if (view.find(Suggestion.TABLE, key).isPresent()) {
            return;
        }
        var suggestion = new Suggestion(
                key,
                Ids.derive(command, ids++),
                reason,
                other.first().claim().key().type(),
                Suggestion.State.OPEN,
                now,
                Optional.empty());
        changes.put(Suggestion.TABLE, key, suggestion).announce(CustomerEvents.suggested(suggestion));
    }

    /** Takes the keys that are nobody's, notes which are proved now, and a name where there was none. */
    private Customer learn(Customer before, List<Shown> shown) {
        Customer customer = before;
        List<Identity> linked = new ArrayList<>();
        for (Shown one : shown) {
            Identity identity = one.identity();
            if (identity.owner().isEmpty() && customer.hasRoomFor(identity.key())) {
                Identity owned = identity.linked(customer.id(), one.claim(), evidence.source(), now);
                changes.put(Identity.TABLE, owned.key(), owned);
                customer = customer.holding(owned.key(), 1);
                linked.add(owned);
            } else if (identity.owner().isPresent()
                    && one.claim().authenticated()
                    && identity.verifiedAt().isEmpty()) {
                changes.put(Identity.TABLE, identity.key(), identity.verified(now));
            }
        }
        if (customer.name().isEmpty() && evidence.name().isPresent()) {
            customer = customer.named(evidence.name());
        }
        if (!linked.isEmpty()) {
            changes.announce(CustomerEvents.identified(customer, linked));
        }
        return customer;
    }

    private void keep(Customer customer) {
        changes.put(Customer.TABLE, customer.id(), customer);
    }

    /** For who needs to know before what is to be read besides: whose the keys are, as far as the view tells. */
    public static Set<UUID> owners(Evidence evidence, View view) {
        return evidence.usable().stream()
                .flatMap(claim -> view.find(Identity.TABLE, claim.key()).stream())
                .flatMap(identity -> identity.owner().stream())
                .collect(Collectors.toSet());
    }
}
