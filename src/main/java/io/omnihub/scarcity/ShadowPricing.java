package io.omnihub.scarcity;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.ShadowPrices.Price;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows the prices that stand and what they were computed of, and has them computed. */
@Component
@EnableConfigurationProperties(ShadowPriceSettings.class)
public class ShadowPricing {
    private final Engine engine;
    private final ShadowPriceQueries queries;
    private final Ids ids;

    ShadowPricing(Engine engine, ShadowPriceQueries queries, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /** What became of a request. */
    public sealed interface Requested {
        /** @param dueWork that computes them */
        record Accepted(UUID dueWork, boolean repeated) implements Requested {}

        record KeyReused() implements Requested {}
    }

    /**
     * Those of the newest computation, valid or not, in the order of SKU and location.
     *
     * @param skus empty for all
     * @param after the {@code next} of the page before
     */
    public Mono<Page<Price>> prices(
            Collection<Sku> skus, Optional<LocationCode> location, Optional<String> after, int limit) {
        return queries.newest()
                .flatMap(newest -> queries.prices(newest.id(), skus, location, after, limit))
                .defaultIfEmpty(Page.empty());
    }

    /** Whether a page of prices could begin after this. */
    public static boolean isCursor(String text) {
        return ShadowPriceQueries.isCursor(text);
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<ShadowComputation>> computations(Optional<UUID> before, int limit) {
        return queries.computations(before, limit);
    }

    /**
     * Has them computed soon; where that is to be done already and nobody has begun with it, it is not to be done twice.
     * Idempotent by the caller's key.
     */
    public Mono<Requested> compute(Actor actor, CommandKey callersKey) {
        return queries.requested().flatMap(waiting -> compute(actor, waiting, callersKey));
    }

    private Mono<Requested> compute(Actor actor, Optional<UUID> waiting, CommandKey callersKey) {
        var command = new RequestComputation(ids.next(), actor, waiting, List.of(callersKey));
        return engine.submit(command).map(answer -> switch (answer) {
            case Answer.Decided<UUID>(UUID dueWork) -> new Requested.Accepted(dueWork, false);
            case Answer.Repeated<UUID>(UUID first, UUID dueWork) ->
                new Requested.Accepted(dueWork, !first.equals(command.id()));
            case Answer.KeyReused<UUID> _ -> new Requested.KeyReused();
        });
    }
}
