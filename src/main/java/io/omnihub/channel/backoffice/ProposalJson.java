package io.omnihub.channel.backoffice;

import io.omnihub.kernel.Wire;
import io.omnihub.replenishment.Proposal;
import io.omnihub.replenishment.Proposal.End;
import io.omnihub.replenishment.PurchaseSuggestion;
import io.omnihub.replenishment.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A proposal as the contract shows it.
 *
 * @param summary all of it in a sentence
 */
record ProposalJson(
        UUID id,
        String sku,
        String source,
        String destination,
        long quantity,
        String state,
        String summary,
        long gain,
        long value,
        long transport,
        String currency,
        double saved,
        BecauseJson because,
        UUID runId,
        Instant proposedAt,
        Optional<Instant> settledAt,
        Optional<UUID> transferId,
        Optional<String> reason,
        long version) {
    record BecauseJson(List<String> reasons, End source, End destination) {}

    /** An item to be bought, as the contract shows it. */
    record PurchaseJson(
            String sku,
            long quantity,
            long value,
            String currency,
            List<LackJson> places,
            UUID runId,
            Instant suggestedAt) {
        static PurchaseJson of(PurchaseSuggestion suggestion) {
            return new PurchaseJson(
                    suggestion.sku().value(),
                    suggestion.quantity(),
                    suggestion.value().amount(),
                    suggestion.value().currency(),
                    suggestion.places().stream().map(LackJson::of).toList(),
                    suggestion.runId(),
                    suggestion.suggestedAt());
        }
    }

    record LackJson(String location, long quantity, List<String> reasons, End because) {
        static LackJson of(PurchaseSuggestion.Lack lack) {
            return new LackJson(lack.location().value(), lack.quantity(), words(lack.reasons()), lack.place());
        }
    }

    static ProposalJson of(Proposal proposal) {
        return new ProposalJson(
                proposal.id(),
                proposal.sku().value(),
                proposal.route().source().value(),
                proposal.route().destination().value(),
                proposal.quantity(),
                proposal.state().wire(),
                summary(proposal),
                proposal.gain(),
                proposal.value().amount(),
                proposal.transport(),
                proposal.value().currency(),
                proposal.saved(),
                new BecauseJson(
                        words(proposal.because().reasons()),
                        proposal.because().source(),
                        proposal.because().destination()),
                proposal.runId(),
                proposal.proposedAt(),
                proposal.settledAt(),
                proposal.transferId(),
                proposal.reason(),
                proposal.version());
    }

    private static List<String> words(List<Reason> reasons) {
        return reasons.stream().map(Wire::wire).toList();
    }

    private static String summary(Proposal proposal) {
        return "Move %d of %s from %s to %s, because %s %s, and %s %s."
                .formatted(
                        proposal.quantity(),
                        proposal.sku(),
                        proposal.route().source(),
                        proposal.route().destination(),
                        proposal.route().destination(),
                        stand(proposal.because().destination()),
                        proposal.route().source(),
                        stand(proposal.because().source()));
    }

    private static String stand(End end) {
        String available = "has " + Math.max(0, end.available());
        return end.daysOfCover()
                .map(days ->
                        String.format(Locale.ROOT, "%s, sold at %.1f a day: %.1f days", available, end.perDay(), days))
                .orElse(available + " and sells none");
    }
}
