package io.omnihub.customer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds, merges, separates and erases customers. */
@Component
@EnableConfigurationProperties(CustomerSettings.class)
public class Customers {
    /** How often what is to be erased is read again because it changed meanwhile. */
    private static final int ERASE_TRIES = 5;

    private final Engine engine;
    private final CustomerQueries queries;
    private final CustomerSettings settings;
    private final Ids ids;

    Customers(Engine engine, CustomerQueries queries, CustomerSettings settings, Ids ids) {
        PhoneNumbers.load();
        this.settings = settings;
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /** A key as somebody wrote it; empty for what cannot be one. */
    public Optional<IdentityKey> key(IdentityType type, String raw) {
        return IdentityKey.of(type, raw, settings.region());
    }

    /** Finds whose these keys are, or makes a customer of them. To repeat it changes nothing. */
    public Mono<Resolution> resolve(Actor actor, Evidence evidence) {
        return decided(new ResolveCustomer(ids.next(), actor, evidence));
    }

    /** Whose the most trusted of these keys is, as it is known now; empty where they are nobody's. */
    public Mono<UUID> known(Evidence evidence) {
        List<IdentityKey> keys = evidence.usable().stream().map(Claim::key).toList();
        return keys.isEmpty() ? Mono.empty() : queries.owner(keys).flatMap(this::canonical);
    }

    /** Whose this key is, as it is known now; empty where it is nobody's, or blocked. */
    public Mono<UUID> known(IdentityKey key) {
        return queries.owner(List.of(key)).flatMap(this::canonical);
    }

    /** The customer that this one is today. */
    public Mono<UUID> canonical(UUID id) {
        return queries.canonical(id).map(Customer::id);
    }

    /** All customers that are the same person as this one. */
    public Mono<Set<UUID>> person(UUID id) {
        return canonical(id).flatMap(queries::person);
    }

    /** The person that this customer is today, whole; empty where there is none. */
    public Mono<CustomerDetails> customer(UUID id) {
        return queries.canonical(id).flatMap(this::details);
    }

    private Mono<CustomerDetails> details(Customer customer) {
        return queries.person(customer.id())
                .flatMap(person -> Mono.zip(
                                queries.identities(person), queries.merges(person), queries.consents(person))
                        .map(found -> new CustomerDetails(
                                customer,
                                person,
                                found.getT1(),
                                found.getT2(),
                                Consent.inForce(customer.id(), found.getT3(), found.getT2()))));
    }

    /** The ids of the orders of a person, the newest first; a page's cursor is its last one. It follows by a moment. */
    public Mono<Page<UUID>> orders(Set<UUID> person, Optional<UUID> after, int limit) {
        return queries.orders(person, after, limit);
    }

    /** Whose these orders were found to be; without those of which that is not known. */
    public Mono<Map<UUID, UUID>> ofOrders(Set<UUID> orders) {
        return queries.ofOrders(orders);
    }

    /** The newest first, without those that are merged into others; a page's cursor is the id of its last one. */
    public Mono<Page<Customer>> customers(Optional<UUID> after, int limit) {
        return queries.page(after, limit);
    }

    /**
     * Says that two customers are one person. Idempotent by the caller's key.
     *
     * @param survivor canonical, and so is {@code from}
     */
    public Mono<MergeResult> merge(Actor actor, UUID survivor, UUID from, CommandKey callersKey) {
        return merged(
                new MergeCustomers(ids.next(), actor, survivor, from, CustomerMerge.Rule.BY_HAND, List.of(callersKey)));
    }

    /** Takes a merge back. Idempotent by the caller's key. */
    public Mono<MergeResult> unmerge(Actor actor, CustomerMerge merge, CommandKey callersKey) {
        return merged(new UnmergeCustomers(ids.next(), actor, merge, List.of(callersKey)));
    }

    private Mono<MergeResult> merged(Command<MergeResult> command) {
        return engine.submit(command).map(answer -> switch (answer) {
            case Answer.Decided<MergeResult>(MergeResult result) -> result;
            case Answer.Repeated<MergeResult>(UUID first, UUID customer) ->
                new MergeResult.Done(customer, Optional.of(first), !first.equals(command.id()));
            case Answer.KeyReused<MergeResult> _ -> new MergeResult.KeyReused();
        });
    }

    /** What may be one person, the newest first; a page's cursor is the id of its last one. */
    public Mono<Page<Suggestion>> suggestions(
            Optional<Suggestion.State> state, Optional<Set<UUID>> customers, Optional<UUID> after, int limit) {
        return queries.suggestions(state, customers, after, limit);
    }

    public Mono<Suggestion> suggestion(UUID id) {
        return queries.suggestion(id);
    }

    /** Merges what was suggested: the second customer into the first. Idempotent by the caller's key. */
    public Mono<MergeResult> confirm(Actor actor, Suggestion suggestion, CommandKey callersKey) {
        return Mono.zip(
                        canonical(suggestion.key().one()),
                        canonical(suggestion.key().other()))
                .flatMap(both -> merged(new MergeCustomers(
                        ids.next(),
                        actor,
                        both.getT1(),
                        both.getT2(),
                        CustomerMerge.Rule.CONFIRMED,
                        List.of(callersKey))));
    }

    /** Says that they are two persons; to repeat it changes nothing. */
    public Mono<Suggestion> dismiss(Actor actor, Suggestion suggestion) {
        return decided(new DismissSuggestion(ids.next(), actor, suggestion));
    }

    /** Says whether a key tells nobody, because many share it; to repeat it changes nothing. */
    public Mono<Identity> block(Actor actor, IdentityKey key, boolean blocked) {
        return decided(new BlockIdentity(ids.next(), actor, key, blocked));
    }

    /** Keeps what a customer has said. What was said before what is known changes nothing. */
    public Mono<PutConsentsResult> consent(Actor actor, UUID customer, List<Consent.Said> said) {
        return decided(new PutConsents(ids.next(), actor, customer, said));
    }

    /** Takes away everything personal of the person that this customer is. To repeat it is harmless. */
    public Mono<Void> erase(Actor actor, UUID canonical) {
        return Mono.defer(() -> queries.person(canonical))
                .flatMap(person -> queries.identities(person)
                        .map(found -> new EraseCustomer(
                                ids.next(),
                                actor,
                                canonical,
                                person,
                                found.stream().map(Identity::key).collect(Collectors.toSet()))))
                .flatMap(this::decided)
                .filter(result -> result == EraseResult.ERASED)
                .repeatWhenEmpty(ERASE_TRIES, changed -> changed)
                .then();
    }

    private <R> Mono<R> decided(Command<R> command) {
        return engine.submit(command).map(answer -> switch (answer) {
            case Answer.Decided<R>(R result) -> result;
            case Answer.Repeated<R> _, Answer.KeyReused<R> _ -> throw new IllegalStateException("this has no keys");
        });
    }
}
