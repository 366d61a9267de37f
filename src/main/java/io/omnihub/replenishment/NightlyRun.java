package io.omnihub.replenishment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.kernel.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Starts a run over everything again and again: each time makes the next. The first was made with the tables, so that there is
 * one chain of them, whatever replicas there are.
 */
@Component
class NightlyRun implements DueHandler {
    private final Ids ids;
    private final Duration every;

    NightlyRun(Ids ids, @Value("${omnihub.replenishment.every:24h}") Duration every) {
        this.ids = ids;
        this.every = every;
    }

    @Override
    public String kind() {
        return ReplenishmentWork.START;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        var again = new StartRun.Again(work, every);
        return Mono.just(
                new StartRun(ids.next(), Actor.hub(work.id()), Optional.empty(), Optional.of(again), List.of()));
    }
}
