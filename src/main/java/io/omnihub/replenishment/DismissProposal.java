package io.omnihub.replenishment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Puts a proposal aside, and its route for as long as the policy says.
 *
 * @param expected the versions that it may have; empty for any
 */
record DismissProposal(
        UUID id,
        Actor actor,
        UUID proposalId,
        Optional<String> reason,
        Optional<Versions> expected,
        List<CommandKey> keys)
        implements Command<ProposalResult> {
    @Override
    public Reads reads() {
        return new Reads().lock(Proposal.TABLE, Set.of(proposalId));
    }

    @Override
    public Decision<ProposalResult> decide(View view, Instant now) {
        Proposal proposal = view.find(Proposal.TABLE, proposalId).orElseThrow();
        if (!proposal.isOpen()) {
            return new Decision.Refuse<>(new ProposalResult.NotAllowed(proposal));
        }
        if (expected.filter(versions -> !versions.contain(proposal.version())).isPresent()) {
            return new Decision.Refuse<>(new ProposalResult.OtherVersion(proposal.version()));
        }
        Proposal dismissed = proposal.dismissed(reason, now);
        var changes = new Changes().put(Proposal.TABLE, proposalId, dismissed);
        actor.note(changes, "proposal:" + proposalId, Optional.of(proposal.facts()), dismissed.facts());
        return new Decision.Accept<>(new ProposalResult.Settled(dismissed, false), proposalId, changes);
    }
}
