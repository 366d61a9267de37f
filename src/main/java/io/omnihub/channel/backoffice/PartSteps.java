package io.omnihub.channel.backoffice;

import static io.omnihub.fulfillment.FulfillmentStep.ACCEPT_CANCELLATION;
import static io.omnihub.fulfillment.FulfillmentStep.ACKNOWLEDGE;
import static io.omnihub.fulfillment.FulfillmentStep.COLLECT;
import static io.omnihub.fulfillment.FulfillmentStep.DELIVER;
import static io.omnihub.fulfillment.FulfillmentStep.FAIL_DELIVERY;
import static io.omnihub.fulfillment.FulfillmentStep.HOLD;
import static io.omnihub.fulfillment.FulfillmentStep.PACK;
import static io.omnihub.fulfillment.FulfillmentStep.PICK;
import static io.omnihub.fulfillment.FulfillmentStep.READY;
import static io.omnihub.fulfillment.FulfillmentStep.REFUSE_CANCELLATION;
import static io.omnihub.fulfillment.FulfillmentStep.REJECT;
import static io.omnihub.fulfillment.FulfillmentStep.RELEASE;
import static io.omnihub.fulfillment.FulfillmentStep.REPORT_LOST;
import static io.omnihub.fulfillment.FulfillmentStep.SHIP;
import static io.omnihub.fulfillment.FulfillmentStep.START_PICKING;
import static io.omnihub.fulfillment.FulfillmentStep.TAKE_BACK;

import io.omnihub.access.Caller;
import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.Step;
import io.omnihub.fulfillment.StepResult;
import io.omnihub.order.CarryOutResult;
import io.omnihub.order.CollectionCode;
import io.omnihub.order.Fulfillments;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does steps with fulfilment orders, for those whom they concern. */
@Component
public class PartSteps {
    /** How the body of a step is read; that of a part's id, too. */
    private static final Map<FulfillmentStep, BiFunction<Field, UUID, Step>> READERS = Map.ofEntries(
            Map.entry(ACKNOWLEDGE, plain(ACKNOWLEDGE)),
            Map.entry(START_PICKING, plain(START_PICKING)),
            Map.entry(PICK, (body, _) -> StepBody.pick(body)),
            Map.entry(PACK, (body, _) -> StepBody.pack(body)),
            Map.entry(SHIP, (body, _) -> StepBody.ship(body)),
            Map.entry(DELIVER, (body, _) -> StepBody.deliver(body)),
            Map.entry(FAIL_DELIVERY, (body, _) -> StepBody.failDelivery(body)),
            Map.entry(TAKE_BACK, (body, _) -> StepBody.takeBack(body)),
            Map.entry(REPORT_LOST, (body, _) -> StepBody.reportLost(body)),
            Map.entry(COLLECT, StepBody::collect),
            Map.entry(REJECT, (body, _) -> StepBody.reject(body)),
            Map.entry(ACCEPT_CANCELLATION, (body, _) -> StepBody.acceptCancellation(body)),
            Map.entry(REFUSE_CANCELLATION, (body, _) -> StepBody.refuseCancellation(body)),
            Map.entry(HOLD, (body, _) -> StepBody.hold(body)),
            Map.entry(RELEASE, (body, _) -> StepBody.release(body)));

    /** With the code that its customer will show, which is told this once. */
    private record ReadyJson(FulfillmentOrderJson fulfillmentOrder, Optional<String> collectionCode) {}

    private final Fulfillments fulfillments;
    private final PartsInSight parts;
    private final Requests requests;

    PartSteps(Fulfillments fulfillments, PartsInSight parts, Requests requests) {
        this.fulfillments = fulfillments;
        this.parts = parts;
        this.requests = requests;
    }

    /** The steps that {@link #carryOut} does by what a body says, all but {@code ready}. */
    static Set<FulfillmentStep> readable() {
        return READERS.keySet();
    }

    private static BiFunction<Field, UUID, Step> plain(FulfillmentStep name) {
        return (body, _) -> {
            body.object();
            return new Step.Plain(name);
        };
    }

    public Mono<Outcome> carryOut(FulfillmentStep name, UUID id, Call call) {
        if (name == READY) {
            return ready(id, call);
        }
        Step step = Objects.requireNonNull(READERS.get(name)).apply(call.body(), id);
        return carryOut(call, id, step, step).map(result -> outcome(result, step, call.caller()));
    }

    /** A repeat is answered without the code: whoever lost it makes it ready once more. */
    private Mono<Outcome> ready(UUID id, Call call) {
        call.body().object();
        CollectionCode code = fulfillments.newCode();
        var step = new Step.Ready(code.hash(id));
        return carryOut(call, id, step, new Step.Plain(READY))
                .map(result -> result instanceof CarryOutResult.CarriedOut(var part, var repeated)
                        ? ready(part, repeated, code, call.caller())
                        : outcome(result, step, call.caller()));
    }

    private static Outcome ready(FulfillmentOrder part, boolean repeated, CollectionCode code, Caller caller) {
        var shown = new ReadyJson(
                FulfillmentOrderJson.of(part, caller),
                Optional.of(code.digits()).filter(_ -> !repeated));
        return Outcome.step(repeated, part.version(), shown);
    }

    /** @param content what the key's fingerprint is made of, with the part's id */
    private Mono<CarryOutResult> carryOut(Call call, UUID id, Step step, Object content) {
        Caller caller = call.caller();
        CommandKey key = call.requiredKey(step.name().wire(), requests.fingerprint(List.of(id, content)));
        Mono<CarryOutResult> result =
                fulfillments.carryOut(call.actor(), id, caller.scope().location(), step, call.expected(), key);
        return caller.scope().channel().isEmpty()
                ? result
                : parts.find(id, caller).flatMap(_ -> result);
    }

    private static Outcome outcome(CarryOutResult result, Step step, Caller caller) {
        return switch (result) {
            case CarryOutResult.Unknown() -> throw PartsInSight.notFound();
            case CarryOutResult.CarriedOut(FulfillmentOrder part, boolean repeated) ->
                Outcome.step(repeated, part.version(), FulfillmentOrderJson.of(part, caller));
            case CarryOutResult.KeyReused() -> throw Refusals.keyReused();
            case CarryOutResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case CarryOutResult.Refused(StepResult refusal) -> throw StepRefusals.of(refusal, step, caller);
        };
    }
}
