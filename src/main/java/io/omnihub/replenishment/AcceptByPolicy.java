package io.omnihub.replenishment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accepts a proposal that gains enough, if it still stands and its units are still there. */
@Component
class AcceptByPolicy implements DueHandler {
    private final Replenishments replenishments;

    AcceptByPolicy(Replenishments replenishments) {
        this.replenishments = replenishments;
    }

    @Override
    public String kind() {
        return ReplenishmentWork.ACCEPT;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        return replenishments
                .proposal(UUID.fromString(work.subject()))
                .filterWhen(proposal -> replenishments.policy().map(policy -> policy.acceptsByItself(proposal.gain())))
                .flatMap(proposal ->
                        replenishments.accepting(Actor.hub(work.id()), proposal, Optional.empty(), List.of()));
    }
}
