package io.omnihub.replenishment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes what a page of a run has found: proposals are brought up to date, those that are not found again are superseded.
 * Results in how many there are. Done once as due work, so without a key.
 *
 * @param items of the page, whatever was found about them
 * @param standing proposals about them when they were looked at
 * @param next the last of them, where more are to come
 */
record WritePage(UUID id, UUID runId, List<ItemBalance> items, List<Proposal> standing, Optional<Sku> next)
        implements Command<Integer> {
    private static final int NEXT_PAGE = Ids.MAX_DERIVED;

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .lock(ReplenishmentRun.TABLE, Set.of(runId))
                .lock(Proposal.TABLE, standing.stream().map(Proposal::id).toList())
                .lock(
                        PurchaseSuggestion.TABLE,
                        items.stream().map(ItemBalance::sku).toList());
    }

    @Override
    public Decision<Integer> decide(View view, Instant now) {
        var changes = new Changes();
        var written = new Written(view, changes, now);
        items.forEach(written::proposals);
        written.supersedeTheRest();
        int purchases = items.stream().mapToInt(written::purchase).sum();
        next.ifPresent(last -> new ReplenishmentWork.PageOf(runId, next).stage(id, NEXT_PAGE, now, changes));
        ReplenishmentRun run = view.find(ReplenishmentRun.TABLE, runId).orElseThrow();
        Optional<Instant> finished = next.isPresent() ? Optional.empty() : Optional.of(now);
        changes.put(ReplenishmentRun.TABLE, runId, run.with(items.size(), written.count, purchases, finished));
        return new Decision.Accept<>(written.count, id, changes);
    }

    private record Where(Sku sku, Route route) {}

    /** What one decision writes. */
    private final class Written {
        private final View view;
        private final Changes changes;
        private final Instant now;
        private final Map<Where, Proposal> left = new HashMap<>();
        private int count;
        private int ordinal;

        Written(View view, Changes changes, Instant now) {
            this.view = view;
            this.changes = changes;
            this.now = now;
            standing.forEach(known -> left.put(
                    new Where(known.sku(), known.route()),
                    view.find(Proposal.TABLE, known.id()).orElseThrow()));
        }

        void proposals(ItemBalance item) {
            for (Balance.Move move : item.moves()) {
                Optional<Proposal> before = Optional.ofNullable(left.remove(new Where(item.sku(), move.route())));
                if (before.map(Proposal::isOpen).orElse(true)) {
                    propose(item, move, before);
                }
            }
        }

        /** What was settled while it was looked at again is left alone, since what was found does not know of that. */
        private void propose(ItemBalance item, Balance.Move move, Optional<Proposal> before) {
            Proposal found = item.proposal(Ids.derive(id, ++ordinal), move, now);
            Proposal after = before.map(known -> known.again(found)).orElse(found);
            changes.put(Proposal.TABLE, after.id(), after);
            count++;
            if (item.policy().acceptsByItself(after.gain())) {
                DueWork.at(
                                now,
                                Ids.derive(id, ++ordinal),
                                ReplenishmentWork.ACCEPT,
                                after.id().toString(),
                                now)
                        .stage(changes);
            }
        }

        void supersedeTheRest() {
            left.values().stream()
                    .filter(Proposal::isOpen)
                    .forEach(gone -> changes.put(Proposal.TABLE, gone.id(), gone.superseded(now)));
        }

        /** One, where something is to be bought. */
        int purchase(ItemBalance item) {
            PurchaseSuggestion suggestion = item.purchase(now);
            boolean isWanted = suggestion.quantity() > 0;
            if (isWanted || view.find(PurchaseSuggestion.TABLE, item.sku()).isPresent()) {
                changes.put(PurchaseSuggestion.TABLE, item.sku(), suggestion);
            }
            return isWanted ? 1 : 0;
        }
    }
}
