package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.returns.Return;
import io.omnihub.returns.ReturnStepResult;
import io.omnihub.returns.ReturnWork;
import io.omnihub.returns.Returns;
import io.omnihub.returns.TakeBackResult;
import io.omnihub.returns.TakenBack;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes goods back: those of a return that was asked for, or what somebody brings without one. */
@Component
public class ReturnReceipts {
    private final Returns returns;
    private final ReturnsInSight inSight;
    private final Requests requests;

    ReturnReceipts(Returns returns, ReturnsInSight inSight, Requests requests) {
        this.returns = returns;
        this.inSight = inSight;
        this.requests = requests;
    }

    public Mono<Outcome> takeBack(Call call) {
        TakenBack taken = ReturnBody.takenBack(call.body());
        call.caller().require(taken.location());
        return returns.takeBack(call.actor(), taken, requests.fingerprint(taken))
                .map(result -> outcome(result, taken, call.caller()));
    }

    public Mono<Outcome> receive(UUID id, Call call) {
        return carryOut(id, call, ReturnBody::receive);
    }

    Mono<Outcome> carryOut(UUID id, Call call, Function<Field, ReturnWork> read) {
        ReturnWork work = read.apply(call.body());
        if (work instanceof ReturnWork.Receive receive) {
            call.caller().require(receive.location());
        }
        CommandKey key = call.requiredKey("return-" + work.name().wire(), requests.fingerprint(List.of(id, work)));
        return inSight.find(id, call.caller())
                .flatMap(found -> returns.carryOut(call.actor(), found, work, call.expected(), key))
                .map(result -> outcome(result, work, call.caller()));
    }

    private static Outcome outcome(ReturnStepResult result, ReturnWork work, Caller caller) {
        if (result instanceof ReturnStepResult.Done(Return done, var _, boolean repeated)) {
            return Outcome.step(repeated, done.version(), ReturnJson.of(done, caller));
        }
        throw ReturnRefusals.of(result, work.name(), ReturnRefusals.named(work), caller);
    }

    private static Outcome outcome(TakeBackResult result, TakenBack taken, Caller caller) {
        if (result instanceof TakeBackResult.Taken(Return made, boolean repeated)) {
            return Outcome.made(
                    repeated, URI.create(BackofficeReturns.PATH + "/" + made.id()), ReturnJson.of(made, caller));
        }
        throw ReturnRefusals.of(result, taken);
    }
}
