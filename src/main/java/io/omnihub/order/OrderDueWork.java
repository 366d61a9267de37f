package io.omnihub.order;

import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.FulfillmentWork;
import io.omnihub.fulfillment.RejectReason;
import io.omnihub.fulfillment.Step;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.scarcity.Outlooks;
import io.omnihub.sourcing.Outlook;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What happens to parts of orders by itself. Each effect looks at the part as it is then. */
@Configuration(proxyBeanMethods = false)
class OrderDueWork {
    private final FulfillmentQueries parts;
    private final Catalogs catalogs;
    private final Outlooks outlooks;
    private final Ids ids;
    private final Clock clock;

    OrderDueWork(FulfillmentQueries parts, Catalogs catalogs, Outlooks outlooks, Ids ids, Clock clock) {
        this.parts = parts;
        this.catalogs = catalogs;
        this.outlooks = outlooks;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is done with a part. */
    private interface Effect {
        Command<?> with(DueWork work, FulfillmentOrder part);
    }

    /**
     * A kind of work that is done with a part.
     *
     * @param effect reads what it needs beside the parts
     */
    private record Handler(String kind, FulfillmentQueries parts, Function<String, UUID> partId, Mono<Effect> effect)
            implements DueHandler {
        @Override
        public Mono<? extends Command<?>> effect(DueWork work) {
            return effects(List.of(work)).flatMap(effects -> effects.of(work));
        }

        @Override
        public Mono<Effects> effects(List<DueWork> taken) {
            Set<UUID> ids =
                    taken.stream().map(work -> partId.apply(work.subject())).collect(Collectors.toSet());
            return parts.fulfillmentOrders(ids).zipWith(effect, (found, effect) -> {
                Map<UUID, FulfillmentOrder> byId =
                        found.stream().collect(Collectors.toMap(FulfillmentOrder::id, Function.identity()));
                return work ->
                        Mono.justOrEmpty(byId.get(partId.apply(work.subject()))).map(part -> effect.with(work, part));
            });
        }
    }

    @Bean
    DueHandler acknowledgeBy() {
        return new Handler(
                FulfillmentWork.ACKNOWLEDGE_BY,
                parts,
                FulfillmentWork::unacknowledged,
                Mono.just((work, part) -> carryOut(work, part, new Step.Expire(FulfillmentWork.timer(work)))));
    }

    @Bean
    DueHandler collectBy() {
        return stepping(FulfillmentWork.COLLECT_BY, _ -> new Step.ReturnToStock());
    }

    @Bean
    DueHandler collectionReminder() {
        return stepping(FulfillmentWork.REMIND, _ -> new Step.Remind());
    }

    @Bean
    DueHandler release() {
        return stepping(FulfillmentWork.RELEASE, timer -> new Step.Release(Optional.of(timer)));
    }

    @Bean
    DueHandler giveUp() {
        return stepping(FulfillmentWork.GIVE_UP, _ -> new Step.Reject(RejectReason.PAUSED));
    }

    @Bean
    DueHandler answerBy() {
        return new Handler(
                FulfillmentWork.ANSWER_BY,
                parts,
                FulfillmentWork::answering,
                Mono.just((work, part) ->
                        carryOut(work, part, new Step.LeaveUnanswered(FulfillmentWork.request(work.subject())))));
    }

    @Bean
    DueHandler sourceAgain() {
        return new Handler(
                FulfillmentWork.SOURCE,
                parts,
                UUID::fromString,
                outlooks.now().map(outlook -> (work, part) -> source(work, part, Optional.empty(), outlook)));
    }

    @Bean
    DueHandler awaitStock() {
        return DueHandler.of(AwaitedStock.KIND, work -> {
            UUID own = AwaitedStock.waiting(work.subject());
            return serve(work, parts.waiting(AwaitedStock.sku(work.subject()), ServeWaiting.AT_ONCE, own));
        });
    }

    @Bean
    DueHandler awaitStockFurther() {
        return DueHandler.of(ServeWaiting.FURTHER, work -> {
            UUID last = AwaitedStock.waiting(work.subject());
            return serve(work, parts.waitingBehind(AwaitedStock.sku(work.subject()), ServeWaiting.AT_ONCE, last));
        });
    }

    private Mono<ServeWaiting> serve(DueWork work, Mono<List<FulfillmentOrder>> waiting) {
        Sku sku = AwaitedStock.sku(work.subject());
        return waiting.zipWith(
                        outlooks.now(),
                        (found, outlook) -> found.stream()
                                .map(part -> source(work, part, Optional.of(sku), outlook))
                                .toList())
                .map(turns -> ServeWaiting.of(ids.next(), sku, AwaitedStock.waiting(work.subject()), turns));
    }

    @Bean
    DueHandler locationPaused() {
        return DueHandler.of(Location.PAUSED_WORK, work -> {
            var location = new LocationCode(work.subject());
            return parts.unpicked(location, GiveUpAll.AT_ONCE)
                    .map(unpicked -> new GiveUpAll(ids.next(), location, unpicked));
        });
    }

    @Bean
    DueHandler locationHurried() {
        return DueHandler.of(Location.HURRIED_WORK, work -> {
            var onwards = Onwards.of(work.subject());
            var location = new LocationCode(onwards.place());
            Optional<UUID> last =
                    Optional.of(onwards.last()).filter(text -> !text.isEmpty()).map(UUID::fromString);
            return parts.unacknowledged(location, last, work.createdAt(), HurryAll.AT_ONCE)
                    .map(waiting -> new HurryAll(ids.next(), location, waiting));
        });
    }

    @Bean
    DueHandler placesOpened() {
        return DueHandler.of(Location.OPENED_WORK, work -> {
            var onwards = Onwards.of(work.subject());
            String location = onwards.place().equals(Location.ANYWHERE) ? "" : onwards.place();
            return parts.awaited(location, onwards.last(), WakeWaiting.AT_ONCE)
                    .map(skus -> new WakeWaiting(ids.next(), onwards.place(), skus));
        });
    }

    private SourceAgain source(DueWork work, FulfillmentOrder part, Optional<Sku> awaited, Outlook outlook) {
        return new SourceAgain(
                ids.next(), Actor.hub(work.id()), part, awaited, catalogs.copy(), outlook, clock.instant());
    }

    /** @param step by the id of the work */
    private DueHandler stepping(String kind, Function<UUID, Step> step) {
        return new Handler(
                kind, parts, UUID::fromString, Mono.just((work, part) -> carryOut(work, part, step.apply(work.id()))));
    }

    private CarryOut carryOut(DueWork work, FulfillmentOrder part, Step step) {
        return CarryOut.with(part, ids.next(), Actor.hub(work.id()), step, Optional.empty(), List.of());
    }
}
