package io.omnihub.replenishment;

import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.replenishment.Balance.Move;
import io.omnihub.replenishment.Balance.Purchase;
import io.omnihub.replenishment.Proposal.Because;
import io.omnihub.replenishment.Proposal.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a run has found out about one item, as what it proposes. */
record ItemBalance(Sku sku, String currency, Balance balance, ReplenishmentPolicy policy, UUID runId) {
    /** Proposals of one item at most: those that gain most. */
    private static final int MOST_MOVES = 50;

    List<Move> moves() {
        return balance.moves().stream().limit(MOST_MOVES).toList();
    }

    Proposal proposal(UUID id, Move move, Instant now) {
        return new Proposal(
                id,
                sku,
                move.route(),
                move.quantity(),
                ProposalState.PROPOSED,
                Proposal.rounded(move.saved()),
                new Money(move.value(), currency),
                move.transport(),
                new Because(
                        List.copyOf(move.reasons()), End.of(move.source(), policy), End.of(move.destination(), policy)),
                runId,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    PurchaseSuggestion purchase(Instant now) {
        long value = balance.purchases().stream().mapToLong(Purchase::value).sum();
        return new PurchaseSuggestion(
                sku,
                new Money(value, currency),
                balance.purchases().stream()
                        .map(lack -> new PurchaseSuggestion.Lack(
                                lack.shelf().place().code(),
                                lack.quantity(),
                                List.copyOf(lack.reasons()),
                                End.of(lack.shelf(), policy)))
                        .toList(),
                runId,
                now);
    }
}
