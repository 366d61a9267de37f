package io.omnihub.replenishment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Versions;
import io.omnihub.transfer.CreateTransferResult;
import io.omnihub.transfer.TransferOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes a transfer of a proposal, both in one decision.
 *
 * @param known the proposal as it was read
 * @param expected the versions that it may have; empty for any
 * @param making the command that makes the transfer of the proposal as it is now; it has this one's id
 */
record AcceptProposal(
        UUID id,
        Actor actor,
        Proposal known,
        Optional<Versions> expected,
        Function<Proposal, Command<CreateTransferResult>> making,
        List<CommandKey> keys)
        implements Command<ProposalResult> {
    @Override
    public Reads reads() {
        return making.apply(known)
                .reads()
                .lock(Proposal.TABLE, Set.of(known.id()))
                .lock(StockLevel.TABLE, Set.of(known.atSource()));
    }

    @Override
    public Decision<ProposalResult> decide(View view, Instant now) {
        Proposal proposal = view.find(Proposal.TABLE, known.id()).orElseThrow();
        if (!proposal.isOpen()) {
            return new Decision.Refuse<>(new ProposalResult.NotAllowed(proposal));
        }
        if (expected.filter(versions -> !versions.contain(proposal.version())).isPresent()) {
            return new Decision.Refuse<>(new ProposalResult.OtherVersion(proposal.version()));
        }
        long available = view.find(StockLevel.TABLE, proposal.atSource())
                .map(StockLevel::availableToFulfil)
                .orElse(0L);
        if (available < proposal.quantity()) {
            return new Decision.Refuse<>(new ProposalResult.Insufficient(proposal, Math.max(0, available)));
        }
        return switch (making.apply(proposal).decide(view, now)) {
            case Decision.Again<CreateTransferResult>(Reads reads) -> new Decision.Again<>(reads);
            case Decision.Accept<CreateTransferResult>(CreateTransferResult made, UUID _, Changes changes) ->
                accept(proposal, transfer(made), changes, now);
            case Decision.Refuse<CreateTransferResult>(CreateTransferResult refused, Optional<Changes> _) ->
                new Decision.Refuse<>(refused(refused));
        };
    }

    private Decision<ProposalResult> accept(Proposal proposal, TransferOrder transfer, Changes changes, Instant now) {
        Proposal accepted = proposal.accepted(transfer.id(), now);
        changes.put(Proposal.TABLE, accepted.id(), accepted);
        actor.note(changes, "proposal:" + accepted.id(), Optional.of(proposal.facts()), accepted.facts());
        return new Decision.Accept<>(new ProposalResult.Settled(accepted, false), accepted.id(), changes);
    }

    private static TransferOrder transfer(CreateTransferResult made) {
        if (made instanceof CreateTransferResult.Created(TransferOrder transfer, boolean _)) {
            return transfer;
        }
        throw noTransfer(made);
    }

    /** Its items and places are never deleted, and its units are there. */
    private static ProposalResult refused(CreateTransferResult refused) {
        if (refused instanceof CreateTransferResult.InactiveLocations(var places)) {
            return new ProposalResult.InactivePlaces(places);
        }
        throw noTransfer(refused);
    }

    private static IllegalStateException noTransfer(CreateTransferResult result) {
        return new IllegalStateException("no transfer of a proposal: " + result);
    }
}
