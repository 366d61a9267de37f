package io.omnihub.replenishment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Priority;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import io.omnihub.transfer.NewTransfer;
import io.omnihub.transfer.Transfers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Starts runs, settles what they propose, and keeps the retailer's rules for them. */
@Component
public class Replenishments {
    /** Levels that are set at once. */
    public static final int MAX_LEVELS = 10_000;

    /** Above this many it is bulk work, which lets interactive work go first. */
    private static final int BULK_LEVELS = 100;

    private final Engine engine;
    private final ReplenishmentQueries queries;
    private final Transfers transfers;
    private final Ids ids;
    private final Clock clock;

    Replenishments(Engine engine, ReplenishmentQueries queries, Transfers transfers, Ids ids, Clock clock) {
        this.engine = engine;
        this.queries = queries;
        this.transfers = transfers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Starts a run. Idempotent by the caller's key.
     *
     * @param skus empty for all
     */
    public Mono<StartRunResult> start(Actor actor, Optional<List<Sku>> skus, CommandKey callersKey) {
        var command = new StartRun(ids.next(), actor, skus, Optional.empty(), List.of(callersKey));
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<StartRunResult>(StartRunResult result) -> Mono.just(result);
            case Answer.Repeated<StartRunResult>(UUID first, UUID id) ->
                queries.run(id).map(run -> new StartRunResult.Started(run, !first.equals(command.id())));
            case Answer.KeyReused<StartRunResult> _ -> Mono.just(new StartRunResult.KeyReused());
        });
    }

    public Mono<ReplenishmentRun> run(UUID id) {
        return queries.run(id);
    }

    /** Makes a transfer of a proposal, whole or not at all. Idempotent by the caller's key. */
    public Mono<ProposalResult> accept(
            Actor actor, Proposal known, Optional<Versions> expected, CommandKey callersKey) {
        return accepting(actor, known, expected, List.of(callersKey)).flatMap(this::settle);
    }

    /** The command of that. */
    Mono<Command<ProposalResult>> accepting(
            Actor actor, Proposal known, Optional<Versions> expected, List<CommandKey> keys) {
        UUID id = ids.next();
        Instant now = clock.instant();
        return queries.policy()
                .map(policy -> new AcceptProposal(
                        id,
                        actor,
                        known,
                        expected,
                        proposal -> transfers.making(id, actor, wanted(proposal, policy, now)),
                        keys));
    }

    private static NewTransfer wanted(Proposal proposal, ReplenishmentPolicy policy, Instant now) {
        return new NewTransfer(
                "replenishment-" + proposal.id(),
                proposal.route().source(),
                proposal.route().destination(),
                !policy.draft(),
                Optional.of("replenishment"),
                Optional.of(now.plus(Duration.ofDays(Math.max(1, policy.leadDays())))),
                List.of(new NewTransfer.Line(proposal.sku(), proposal.quantity())));
    }

    /** Puts a proposal aside. Idempotent by the caller's key. */
    public Mono<ProposalResult> dismiss(
            Actor actor, UUID proposalId, Optional<String> reason, Optional<Versions> expected, CommandKey callersKey) {
        return settle(new DismissProposal(ids.next(), actor, proposalId, reason, expected, List.of(callersKey)));
    }

    private Mono<ProposalResult> settle(Command<ProposalResult> command) {
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<ProposalResult>(ProposalResult result) -> Mono.just(result);
            case Answer.Repeated<ProposalResult>(UUID first, UUID id) ->
                queries.proposal(id).map(now -> new ProposalResult.Settled(now, !first.equals(command.id())));
            case Answer.KeyReused<ProposalResult> _ -> Mono.just(new ProposalResult.KeyReused());
        });
    }

    public Mono<Proposal> proposal(UUID id) {
        return queries.proposal(id);
    }

    /** What gains most first. */
    public Mono<Page<Proposal>> proposals(ProposalFilter filter) {
        return queries.proposals(filter);
    }

    /** What is missed most first. */
    public Mono<Page<PurchaseSuggestion>> purchases(Optional<Sku> sku, Optional<String> after, int limit) {
        return queries.purchases(sku, after, limit);
    }

    /** Whether a page of proposals could begin after this. */
    public static boolean isProposalCursor(String text) {
        return ReplenishmentQueries.isProposalCursor(text);
    }

    /** Whether a page of purchases could begin after this. */
    public static boolean isPurchaseCursor(String text) {
        return ReplenishmentQueries.isPurchaseCursor(text);
    }

    /** The default until somebody has set another. */
    public Mono<ReplenishmentPolicy> policy() {
        return queries.policy();
    }

    /** A repeat makes another version of the same. */
    public Mono<PutPolicyResult> putPolicy(Actor actor, ReplenishmentPolicy policy, Optional<Versions> expected) {
        return engine.submit(new PutPolicy(ids.next(), actor, policy, expected)).map(Replenishments::decided);
    }

    /**
     * Says when cells are filled; a repeat changes nothing.
     *
     * @param targets empty levels where they are to follow from what is sold again
     */
    public Mono<SetLevelsResult> setLevels(Actor actor, Map<Cell, Optional<Levels>> targets) {
        Priority priority = targets.size() > BULK_LEVELS ? Priority.BULK : Priority.INTERACTIVE;
        return engine.submit(new SetLevels(ids.next(), actor, targets), priority)
                .map(Replenishments::decided);
    }

    /** What was set, in the order of SKU and location. */
    public Mono<Page<TargetLevels>> levels(
            Optional<Sku> sku, Optional<LocationCode> location, Optional<String> after, int limit) {
        return queries.levels(sku, location, after, limit);
    }

    /** Whether a page of levels could begin after this. */
    public static boolean isLevelCursor(String text) {
        return ReplenishmentQueries.isLevelCursor(text);
    }

    private static <R> R decided(Answer<R> answer) {
        return switch (answer) {
            case Answer.Decided<R> decided -> decided.result();
            case Answer.Repeated<R> _, Answer.KeyReused<R> _ -> throw new IllegalStateException("it has no keys");
        };
    }
}
