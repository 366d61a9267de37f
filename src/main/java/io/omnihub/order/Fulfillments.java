package io.omnihub.order;

import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.Step;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Versions;
import io.omnihub.scarcity.Outlooks;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Carries fulfilment orders out, and lets their orders follow. */
@Component
public class Fulfillments {
    private final Engine engine;
    private final FulfillmentQueries parts;
    private final Catalogs catalogs;
    private final Outlooks outlooks;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    Fulfillments(
            Engine engine,
            FulfillmentQueries parts,
            Catalogs catalogs,
            Outlooks outlooks,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.engine = engine;
        this.parts = parts;
        this.catalogs = catalogs;
        this.outlooks = outlooks;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** A code for somebody who will collect something; it is told once. */
    public CollectionCode newCode() {
        return CollectionCode.next(random);
    }

    /**
     * Does a step, whole or not at all. Idempotent by the caller's key.
     *
     * @param within whose part it must be, or else it is unknown; empty for any location's
     * @param expected the versions that it may have; empty for any
     */
    public Mono<CarryOutResult> carryOut(
            Actor actor,
            UUID part,
            Optional<LocationCode> within,
            Step step,
            Optional<Versions> expected,
            CommandKey callersKey) {
        var guess = new CarryOut(
                ids.next(), actor, part, Ids.origin(part), List.of(), within, step, expected, List.of(callersKey));
        return step.changesStock()
                ? lookUp(guess)
                : carryOut(guess)
                        .flatMap(
                                result -> result instanceof CarryOutResult.Unknown ? lookUp(guess) : Mono.just(result));
    }

    /** A part that was made with its order tells by its id which that is; of any other it must be read. */
    private Mono<CarryOutResult> lookUp(CarryOut guess) {
        return parts.fulfillmentOrder(guess.part())
                .flatMap(known -> carryOut(guess.knowing(known)))
                .defaultIfEmpty(new CarryOutResult.Unknown());
    }

    private Mono<CarryOutResult> carryOut(CarryOut command) {
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<CarryOutResult>(CarryOutResult result) -> Mono.just(result);
            case Answer.Repeated<CarryOutResult>(UUID first, UUID id) ->
                parts.fulfillmentOrder(id)
                        .map(part -> new CarryOutResult.CarriedOut(part, !first.equals(command.id())));
            case Answer.KeyReused<CarryOutResult> _ -> Mono.just(new CarryOutResult.KeyReused());
        });
    }

    /**
     * Has what nobody can fulfil be collected at another store. Idempotent by the caller's key.
     *
     * @param known the part as the caller was shown it
     * @param expected the versions that it may have; empty for any
     */
    public Mono<AcceptOfferResult> acceptOffer(
            Actor actor,
            FulfillmentOrder known,
            LocationCode store,
            Optional<Versions> expected,
            CommandKey callersKey) {
        return outlooks.now()
                .map(outlook -> new AcceptOffer(
                        ids.next(),
                        actor,
                        known,
                        store,
                        expected,
                        List.of(callersKey),
                        catalogs.copy(),
                        outlook,
                        clock.instant()))
                .flatMap(this::acceptOffer);
    }

    private Mono<AcceptOfferResult> acceptOffer(AcceptOffer command) {
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<AcceptOfferResult>(AcceptOfferResult result) -> Mono.just(result);
            case Answer.Repeated<AcceptOfferResult>(UUID first, UUID id) ->
                parts.fulfillmentOrder(id)
                        .map(part -> new AcceptOfferResult.Accepted(part, !first.equals(command.id())));
            case Answer.KeyReused<AcceptOfferResult> _ -> Mono.just(new AcceptOfferResult.KeyReused());
        });
    }
}
