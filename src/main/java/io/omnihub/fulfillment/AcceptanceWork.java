package io.omnihub.fulfillment;

import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Learns the acceptance of each location again and again: each time makes the next. The first was made with the tables, so
 * that there is one chain of them, whatever replicas there are.
 */
@Component
class AcceptanceWork implements DueHandler {
    private final AnswersQueries answers;
    private final Catalogs catalogs;
    private final Clock clock;
    private final Duration every;

    AcceptanceWork(
            AnswersQueries answers,
            Catalogs catalogs,
            Clock clock,
            @Value("${omnihub.fulfillment.learn-every:1m}") Duration every) {
        this.answers = answers;
        this.catalogs = catalogs;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public String kind() {
        return FulfillmentWork.LEARN;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        Instant now = clock.instant();
        return catalogs.current()
                .flatMap(catalog -> answers.count(catalog.locations().keySet(), now))
                .map(counted -> catalogs.learning(counted, work, every));
    }
}
