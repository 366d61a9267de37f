package io.omnihub.inbound;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Priority;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Versions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Announces what suppliers are to deliver, receives it and reads it; looks for what is late. */
@Component
public class ExpectedReceipts implements DueHandler {
    /** Above this many lines a command is bulk work, which lets interactive work go first. */
    private static final int BULK_LINES = 100;

    private final Engine engine;
    private final ReceiptQueries queries;
    private final Ids ids;

    ExpectedReceipts(Engine engine, ReceiptQueries queries, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /**
     * Announces a delivery, or changes what is expected of it. Unchanged content changes nothing.
     *
     * @param expected the versions that it may have; empty for any, or none
     */
    public Mono<PutReceiptResult> put(Actor actor, NewReceipt wanted, Optional<Versions> expected) {
        return engine.submit(
                        new PutReceipt(ids.next(), actor, wanted, expected),
                        priority(wanted.lines().size()))
                .map(answer -> switch (answer) {
                    case Answer.Decided<PutReceiptResult>(PutReceiptResult result) -> result;
                    case Answer.Repeated<PutReceiptResult> _, Answer.KeyReused<PutReceiptResult> _ ->
                        throw new IllegalStateException("announcing a delivery has no keys");
                });
    }

    /**
     * Does a step, whole or not at all. Idempotent by the caller's key.
     *
     * @param known the receipt as the caller was shown it
     * @param expected the versions that it may have; empty for any
     */
    public Mono<ReceiptStepResult> carryOut(
            Actor actor, ExpectedReceipt known, ReceiptStep step, Optional<Versions> expected, CommandKey callersKey) {
        var command = new CarryOutReceipt(ids.next(), actor, known, step, expected, List.of(callersKey));
        return engine.submit(command, priority(known.lines().size())).flatMap(answer -> switch (answer) {
            case Answer.Decided<ReceiptStepResult>(ReceiptStepResult result) -> Mono.just(result);
            case Answer.Repeated<ReceiptStepResult>(UUID first, UUID id) ->
                queries.receipt(id).map(receipt -> new ReceiptStepResult.Done(receipt, !first.equals(command.id())));
            case Answer.KeyReused<ReceiptStepResult> _ -> Mono.just(new ReceiptStepResult.KeyReused());
        });
    }

    public Mono<ExpectedReceipt> receipt(UUID id) {
        return queries.receipt(id);
    }

    public Mono<ExpectedReceipt> receipt(String reference) {
        return queries.receipt(reference);
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<ExpectedReceipt>> page(ReceiptFilter filter) {
        return queries.page(filter);
    }

    @Override
    public String kind() {
        return ExpectedReceipt.LATE_WORK;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        return queries.receipt(work.subject())
                .map(receipt -> new CarryOutReceipt(
                        ids.next(),
                        Actor.hub(work.id()),
                        receipt,
                        new ReceiptStep.FindLate(),
                        Optional.empty(),
                        List.of()));
    }

    private static Priority priority(int lines) {
        return lines > BULK_LINES ? Priority.BULK : Priority.INTERACTIVE;
    }
}
