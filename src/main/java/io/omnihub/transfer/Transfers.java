package io.omnihub.transfer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Priority;
import io.omnihub.kernel.Ids;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes transfers that somebody wants. */
@Component
public class Transfers {
    /** Above this many lines it is bulk work, which lets interactive work go first. */
    public static final int BULK_LINES = 100;

    private final Engine engine;
    private final TransferQueries queries;
    private final Ids ids;

    Transfers(Engine engine, TransferQueries queries, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /**
     * The command that makes a transfer, for those who do so together with what they change themselves and know a repeat by
     * that: it has no key.
     *
     * @param id the transfer's
     */
    public Command<CreateTransferResult> making(UUID id, Actor actor, NewTransfer wanted) {
        return new CreateTransfer(id, actor, wanted, List.of());
    }

    /**
     * Makes a transfer, whole or not at all. Idempotent by its reference, whoever calls.
     *
     * @param fingerprint a hash of the canonical request
     */
    public Mono<CreateTransferResult> create(Actor actor, NewTransfer wanted, UUID fingerprint) {
        var key = new CommandKey("transfer", wanted.reference(), fingerprint);
        var command = new CreateTransfer(ids.next(), actor, wanted, List.of(key));
        Priority priority = wanted.lines().size() > BULK_LINES ? Priority.BULK : Priority.INTERACTIVE;
        return engine.submit(command, priority).flatMap(answer -> switch (answer) {
            case Answer.Decided<CreateTransferResult>(CreateTransferResult result) -> Mono.just(result);
            case Answer.Repeated<CreateTransferResult>(UUID first, UUID id) ->
                queries.transfer(id)
                        .map(transfer -> new CreateTransferResult.Created(transfer, !first.equals(command.id())));
            case Answer.KeyReused<CreateTransferResult> _ -> Mono.just(new CreateTransferResult.ReferenceReused());
        });
    }
}
