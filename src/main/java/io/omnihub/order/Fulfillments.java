package io.omnihub.order;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.Step;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Versions;
import java.security.SecureRandom;
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
    private final Ids ids;
    private final SecureRandom random;

    Fulfillments(Engine engine, FulfillmentQueries parts, Ids ids, SecureRandom random) {
        this.engine = engine;
        this.parts = parts;
        this.ids = ids;
        this.random = random;
    }

    /** A code for somebody who will collect something; it is told once. */
    public CollectionCode newCode() {
        return CollectionCode.next(random);
    }

    /**
     * Does a step, whole or not at all. Idempotent by the caller's key.
     *
     * @param known the part as the caller was shown it
     * @param expected the versions that it may have; empty for any
     */
    public Mono<CarryOutResult> carryOut(
            Actor actor, FulfillmentOrder known, Step step, Optional<Versions> expected, CommandKey callersKey) {
        var command = new CarryOut(ids.next(), actor, known, step, expected, List.of(callersKey));
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<CarryOutResult>(CarryOutResult result) -> Mono.just(result);
            case Answer.Repeated<CarryOutResult>(UUID first, UUID id) ->
                parts.fulfillmentOrder(id)
                        .map(part -> new CarryOutResult.CarriedOut(part, !first.equals(command.id())));
            case Answer.KeyReused<CarryOutResult> _ -> Mono.just(new CarryOutResult.KeyReused());
        });
    }
}
