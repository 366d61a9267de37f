package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Requests;
import io.omnihub.fulfillment.Carriage;
import io.omnihub.fulfillment.CarryTransferResult;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.MoveResult;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferQueries;
import io.omnihub.transfer.TransferStep;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does steps with transfers: the source sends, the destination receives. */
@Component
public class TransferMoves {
    /** Who may do this everywhere may also say that more came than was sent. */
    static final String RIGHT_TO_EXCESS = "approveTransfer";

    private final Carriage carriage;
    private final TransferQueries queries;
    private final Requests requests;

    TransferMoves(Carriage carriage, TransferQueries queries, Requests requests) {
        this.carriage = carriage;
        this.queries = queries;
        this.requests = requests;
    }

    public Mono<Outcome> carryOut(TransferStep step, UUID id, Call call) {
        Move move = read(step, call.body());
        Caller caller = call.caller();
        var key = call.requiredKey("transfer-" + step.wire(), requests.fingerprint(List.of(id, move)));
        if (move instanceof Move.Arrival arrival && arrival.allowExcess()) {
            caller.requireAll(RIGHT_TO_EXCESS, "/allowExcess");
        }
        return find(id, caller).flatMap(transfer -> {
            requireEnd(caller, transfer, step);
            return carriage.carryOut(call.actor(), transfer, move, call.expected(), key)
                    .map(result -> outcome(result, move, caller));
        });
    }

    /** One that neither leaves nor comes to the caller's location is as good as not there. */
    Mono<TransferOrder> find(UUID id, Caller caller) {
        return queries.transfer(id)
                .filter(transfer -> caller.sees(transfer.source()) || caller.sees(transfer.destination()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such transfer.")));
    }

    private static Move read(TransferStep step, Field body) {
        return switch (step) {
            case APPROVE -> TransferBody.approve(body);
            case START_PICKING -> TransferBody.startPicking(body);
            case SHIP -> TransferBody.ship(body);
            case RECEIVE -> TransferBody.receive(body);
            case CLOSE -> TransferBody.close(body);
            case CANCEL -> TransferBody.cancel(body);
            case FIND_LATE -> throw new IllegalArgumentException("nobody does that by hand");
        };
    }

    private static void requireEnd(Caller caller, TransferOrder transfer, TransferStep step) {
        switch (step) {
            case START_PICKING, SHIP -> caller.require(transfer.source());
            case RECEIVE, CLOSE -> caller.require(transfer.destination());
            case APPROVE, CANCEL, FIND_LATE -> {}
        }
    }

    private static Outcome outcome(CarryTransferResult result, Move move, Caller caller) {
        return switch (result) {
            case CarryTransferResult.Carried(TransferOrder transfer, boolean repeated) ->
                Outcome.step(repeated, transfer.version(), TransferOrderJson.of(transfer, caller));
            case CarryTransferResult.KeyReused() -> throw Refusals.keyReused();
            case CarryTransferResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case CarryTransferResult.Refused(MoveResult refusal) -> throw TransferRefusals.of(refusal, move, caller);
        };
    }
}
