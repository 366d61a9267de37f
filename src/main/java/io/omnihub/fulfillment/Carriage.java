package io.omnihub.fulfillment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Priority;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Versions;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferQueries;
import io.omnihub.transfer.Transfers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Carries transfers out, and lets what waits for them follow; looks for those that are late. */
@Component
public class Carriage implements DueHandler {
    private final Engine engine;
    private final TransferQueries transfers;
    private final FulfillmentQueries parts;
    private final Ids ids;

    Carriage(Engine engine, TransferQueries transfers, FulfillmentQueries parts, Ids ids) {
        this.engine = engine;
        this.transfers = transfers;
        this.parts = parts;
        this.ids = ids;
    }

    /**
     * Does a move, whole or not at all. Idempotent by the caller's key.
     *
     * @param known the transfer as the caller was shown it
     * @param expected the versions that it may have; empty for any
     */
    public Mono<CarryTransferResult> carryOut(
            Actor actor, TransferOrder known, Move move, Optional<Versions> expected, CommandKey callersKey) {
        Priority priority = known.cells(move).size() > Transfers.BULK_LINES ? Priority.BULK : Priority.INTERACTIVE;
        return command(actor, known, move, expected, List.of(callersKey))
                .flatMap(command -> engine.submit(command, priority).flatMap(answer -> answer(command, answer)));
    }

    private Mono<CarryTransferResult> answer(CarryTransfer command, Answer<CarryTransferResult> answer) {
        return switch (answer) {
            case Answer.Decided<CarryTransferResult>(CarryTransferResult result) -> Mono.just(result);
            case Answer.Repeated<CarryTransferResult>(UUID first, UUID id) ->
                transfers
                        .transfer(id)
                        .map(transfer -> new CarryTransferResult.Carried(transfer, !first.equals(command.id())));
            case Answer.KeyReused<CarryTransferResult> _ -> Mono.just(new CarryTransferResult.KeyReused());
        };
    }

    /** The order of what waits for it is not known to the transfer. */
    private Mono<CarryTransfer> command(
            Actor actor, TransferOrder known, Move move, Optional<Versions> expected, List<CommandKey> keys) {
        return Mono.justOrEmpty(known.fulfillmentOrderId())
                .flatMap(parts::fulfillmentOrder)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(waiting -> new CarryTransfer(ids.next(), actor, known, waiting, move, expected, keys));
    }

    @Override
    public String kind() {
        return TransferOrder.LATE_WORK;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        return transfers
                .transfer(UUID.fromString(work.subject()))
                .flatMap(transfer ->
                        command(Actor.hub(work.id()), transfer, new Move.FindLate(), Optional.empty(), List.of()));
    }
}
