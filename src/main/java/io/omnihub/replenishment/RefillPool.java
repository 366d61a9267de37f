package io.omnihub.replenishment;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.WhenShort;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.transfer.CreateTransferResult;
import io.omnihub.transfer.NewTransfer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Has stores send to a channel's pool what it runs short of, by the channel's rule. What is on its way to the pool already
 * counts as if it was there, so that nothing is sent twice. Results in how many units are sent.
 *
 * @param making makes the command that makes a transfer
 * @param known the catalogue's copy from which the reads are guessed
 */
record RefillPool(UUID id, Actor actor, ChannelCode channel, Sku sku, Making making, Catalog known, Instant askedAt)
        implements Command<Long> {
    @FunctionalInterface
    interface Making {
        Command<CreateTransferResult> of(UUID transfer, Actor actor, NewTransfer wanted);
    }

    /** Of so many stores at once; what is still missing then, the next look finds. */
    private static final int MAX_SENDERS = 8;

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads().read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        known.channel(channel)
                .ifPresent(found -> found.whenShort()
                        .ifPresent(rule -> rule.refill()
                                .ifPresent(refill -> reads.lock(StockLevel.TABLE, cells(found, rule))
                                        .and(sending(id, rule.locations().getFirst(), refill.to(), 1, "", askedAt)
                                                .reads()))));
        return reads;
    }

    private List<Cell> cells(Channel found, WhenShort rule) {
        return Stream.concat(found.pool().stream(), rule.locations().stream())
                .map(this::at)
                .toList();
    }

    private Cell at(LocationCode location) {
        return new Cell(sku, location);
    }

    private Command<CreateTransferResult> sending(
            UUID transfer, LocationCode from, LocationCode to, long units, String reason, Instant expectedAt) {
        var wanted = new NewTransfer(
                "short-" + transfer,
                from,
                to,
                true,
                Optional.of(reason),
                Optional.of(expectedAt),
                List.of(new NewTransfer.Line(sku, units)));
        return making.of(transfer, actor, wanted);
    }

    @Override
    public Decision<Long> decide(View view, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        Optional<Channel> found = catalog.channel(channel).filter(one -> one.state() == EntryState.ACTIVE);
        Optional<WhenShort> rule =
                found.flatMap(Channel::whenShort).filter(one -> one.refill().isPresent());
        if (rule.isEmpty()) {
            return new Decision.Refuse<>(0L);
        }
        List<Cell> unread = StockLevel.unread(cells(found.get(), rule.get()).stream(), view);
        return unread.isEmpty()
                ? new Round(view, catalog, found.get(), rule.get(), now).send()
                : new Decision.Again<>(new Reads().lock(StockLevel.TABLE, unread));
    }

    /** Lets one store after the other send, those first that offer most. */
    private final class Round {
        private final Overlay overlay;
        private final Catalog catalog;
        private final Channel found;
        private final WhenShort rule;
        private final WhenShort.Refill refill;
        private final Instant now;

        private Round(View view, Catalog catalog, Channel found, WhenShort rule, Instant now) {
            this.overlay = new Overlay(view);
            this.catalog = catalog;
            this.found = found;
            this.rule = rule;
            this.refill = rule.refill().orElseThrow();
            this.now = now;
        }

        private Decision<Long> send() {
            long promisable = promisable();
            long soon = promisable + underWay();
            Optional<Location> to =
                    serving(refill.to()).filter(place -> place.capabilities().contains(Capability.TRANSFER_IN));
            if (!rule.isShort(soon) || to.isEmpty()) {
                return new Decision.Refuse<>(0L);
            }
            long missing = refill.upTo() - soon;
            int senders = 0;
            for (Location from : senders()) {
                long units = Math.min(missing, offered(from));
                if (units > 0 && isSent(from, to.get(), units, promisable, Ids.derive(id, senders + 1))) {
                    missing -= units;
                    senders++;
                }
                if (missing == 0 || senders == MAX_SENDERS) {
                    break;
                }
            }
            long sent = refill.upTo() - soon - missing;
            return sent == 0 ? new Decision.Refuse<>(0L) : new Decision.Accept<>(sent, id, overlay.changes());
        }

        /** Below zero where the pool has not even what the channel keeps unsold. */
        private long promisable() {
            return found.pool().stream()
                            .filter(code -> serving(code).isPresent())
                            .mapToLong(code -> Math.max(0, available(code)))
                            .sum()
                    - found.threshold();
        }

        private long underWay() {
            return DatedSupply.of(sku, overlay).lines().stream()
                    .filter(line -> line.source().kind() == DatedSupply.Kind.TRANSFER)
                    .filter(line -> found.pool().contains(line.location()))
                    .mapToLong(DatedSupply.Line::available)
                    .sum();
        }

        private List<Location> senders() {
            return rule.locations().stream()
                    .flatMap(code -> serving(code).stream())
                    .filter(place -> place.capabilities().contains(Capability.TRANSFER_OUT))
                    .sorted(Comparator.comparingLong(this::offered).reversed())
                    .toList();
        }

        private Optional<Location> serving(LocationCode code) {
            return catalog.location(code).filter(place -> place.state() == EntryState.ACTIVE && !place.paused());
        }

        private long offered(Location from) {
            return rule.offered(available(from.code()));
        }

        private long available(LocationCode code) {
            return overlay.find(StockLevel.TABLE, at(code))
                    .map(StockLevel::availableToFulfil)
                    .orElse(0L);
        }

        private boolean isSent(Location from, Location to, long units, long promisable, UUID transfer) {
            int days = found.policy().transfer().days(from.position().distanceKm(to.position()));
            String reason = "%s can promise %d of %s, fewer than %d"
                    .formatted(channel, Math.max(0, promisable), sku, rule.below());
            Instant expectedAt = now.plus(Duration.ofDays(Math.max(1, days)));
            Decision<CreateTransferResult> made = sending(transfer, from.code(), to.code(), units, reason, expectedAt)
                    .decide(overlay, now);
            if (made instanceof Decision.Accept<CreateTransferResult>(var _, var _, var changes)) {
                overlay.apply(changes);
                return true;
            }
            return false;
        }
    }
}
