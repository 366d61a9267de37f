package io.omnihub.replenishment;

import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * That units of an item should go from one place to another. A run that finds it again brings it up to date, so that who looks
 * at it does not lose it.
 *
 * @param saved units that are sold and would otherwise not be, on average over the horizon
 * @param value of these
 * @param transport what it costs to move them, in the same currency
 * @param because what it was decided from
 * @param runId which run has found it last
 * @param settledAt when it was accepted, dismissed or superseded
 * @param transferId what was made of it
 * @param reason why it was dismissed
 * @param version grows with every change, from 1
 */
public record Proposal(
        UUID id,
        Sku sku,
        Route route,
        long quantity,
        ProposalState state,
        double saved,
        Money value,
        long transport,
        Because because,
        UUID runId,
        Instant proposedAt,
        Optional<Instant> settledAt,
        Optional<UUID> transferId,
        Optional<String> reason,
        long version) {
    public static final Table<UUID, Proposal> TABLE = new Table<>("replenishment-proposal", 390);

    /** What it was decided from. */
    public record Because(List<Reason> reasons, End source, End destination) {
        public Because {
            reasons = reasons.stream().sorted().toList();
        }
    }

    /**
     * One end, as it was looked at.
     *
     * @param expected what is to come there within the horizon
     * @param perDay units sold a day while there are some
     * @param daysOfCover how long what is available lasts; empty where nothing is sold
     */
    public record End(long available, long expected, double perDay, Optional<Double> daysOfCover, long min, long max) {
        static End of(Shelf shelf, ReplenishmentPolicy policy) {
            Levels levels = shelf.levels(policy);
            return new End(
                    shelf.available(),
                    shelf.inbound(),
                    rounded(shelf.velocity().perDay()),
                    shelf.daysOfCover().map(Proposal::rounded),
                    levels.min(),
                    levels.max());
        }
    }

    public Proposal {
        Quantity.require(quantity);
        if (route.source().equals(route.destination())) {
            throw new IllegalArgumentException("a proposal leads from one place to another");
        }
        if ((state == ProposalState.ACCEPTED) != transferId.isPresent()
                || (state == ProposalState.PROPOSED) == settledAt.isPresent()) {
            throw new IllegalArgumentException("what is " + state + " has another content");
        }
    }

    /** What is won by it, in the minor units of its value. */
    public long gain() {
        return value.amount() - transport;
    }

    public boolean isOpen() {
        return state == ProposalState.PROPOSED;
    }

    /** Where its units lie. */
    Cell atSource() {
        return new Cell(sku, route.source());
    }

    Proposal accepted(UUID transfer, Instant now) {
        return settled(ProposalState.ACCEPTED, now, Optional.of(transfer), Optional.empty());
    }

    Proposal dismissed(Optional<String> why, Instant now) {
        return settled(ProposalState.DISMISSED, now, Optional.empty(), why);
    }

    Proposal superseded(Instant now) {
        return settled(ProposalState.SUPERSEDED, now, Optional.empty(), Optional.empty());
    }

    /** The same, as a later run has found it. */
    Proposal again(Proposal found) {
        return new Proposal(
                id,
                sku,
                route,
                found.quantity,
                state,
                found.saved,
                found.value,
                found.transport,
                found.because,
                found.runId,
                proposedAt,
                settledAt,
                transferId,
                reason,
                version + 1);
    }

    private Proposal settled(ProposalState next, Instant now, Optional<UUID> transfer, Optional<String> why) {
        return new Proposal(
                id,
                sku,
                route,
                quantity,
                next,
                saved,
                value,
                transport,
                because,
                runId,
                proposedAt,
                Optional.of(now),
                transfer,
                why,
                version + 1);
    }

    /** What the audit log says of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sku", sku.value());
        facts.put("source", route.source().value());
        facts.put("destination", route.destination().value());
        facts.put("quantity", quantity);
        facts.put("state", state.wire());
        facts.put("gain", gain());
        transferId.ifPresent(transfer -> facts.put("transferId", transfer));
        reason.ifPresent(why -> facts.put("reason", why));
        facts.put("version", version);
        return facts;
    }

    /** Whether a place sends or receives it. */
    public boolean concerns(LocationCode place) {
        return route.source().equals(place) || route.destination().equals(place);
    }

    /** To the thousandth. */
    static double rounded(double number) {
        return Math.round(number * 1_000) / 1_000.0;
    }
}
