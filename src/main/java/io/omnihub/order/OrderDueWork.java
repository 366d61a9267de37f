package io.omnihub.order;

import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.fulfillment.CapacityQueries;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.FulfillmentWork;
import io.omnihub.fulfillment.Step;
import io.omnihub.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What happens to parts of orders by itself. Each effect looks at the part as it is then. */
@Configuration(proxyBeanMethods = false)
class OrderDueWork {
    private final FulfillmentQueries parts;
    private final Ids ids;

    OrderDueWork(FulfillmentQueries parts, Ids ids) {
        this.parts = parts;
        this.ids = ids;
    }

    /** A kind of work, and the command that does it with a part. */
    private record Handler(
            String kind,
            FulfillmentQueries parts,
            BiFunction<DueWork, FulfillmentOrder, Mono<? extends Command<?>>> command)
            implements DueHandler {
        @Override
        public Mono<? extends Command<?>> effect(DueWork work) {
            return parts.fulfillmentOrder(UUID.fromString(work.subject())).flatMap(part -> command.apply(work, part));
        }
    }

    @Bean
    DueHandler acknowledgeBy() {
        return stepping(FulfillmentWork.ACKNOWLEDGE_BY, FulfillmentStep.EXPIRE);
    }

    @Bean
    DueHandler collectBy() {
        return stepping(FulfillmentWork.COLLECT_BY, FulfillmentStep.RETURN_TO_STOCK);
    }

    @Bean
    DueHandler sourceAgain(Catalogs catalogs, CapacityQueries capacity, Clock clock) {
        return new Handler(
                FulfillmentWork.SOURCE,
                parts,
                (work, part) -> capacity.unitsToday()
                        .map(units -> new SourceAgain(
                                ids.next(), Actor.hub(work.id()), part, catalogs.copy(), units, clock.instant())));
    }

    private DueHandler stepping(String kind, FulfillmentStep step) {
        return new Handler(
                kind,
                parts,
                (work, part) -> Mono.just(new CarryOut(
                        ids.next(), Actor.hub(work.id()), part, new Step.Plain(step), Optional.empty(), List.of())));
    }
}
