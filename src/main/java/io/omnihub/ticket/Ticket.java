package io.omnihub.ticket;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One case of a customer, from the first message until it is over.
 *
 * @param customer as found when it was opened; who that is now, the customer's row tells. Empty where nobody was shown
 * @param topic of the thread that it belongs to
 * @param subject as the customer wrote it, or an agent
 * @param channel over which the customer wrote the last time, where an answer goes
 * @param orders that it is about
 * @param mergedInto the ticket in which it went on
 * @param follows the ticket that was over when the customer wrote again
 * @param snoozedUntil while it is {@code snoozed}
 * @param customerWroteAt the last time
 * @param repliedAt the last time
 * @param resolvedAt since when it is done
 * @param reopenings how often a message of the customer opened it again
 * @param messages with notes
 * @param version grows with every change
 */
public record Ticket(
        UUID id,
        TicketNumber number,
        Optional<UUID> customer,
        String topic,
        Optional<String> subject,
        ChannelCode channel,
        TicketState state,
        TicketPriority priority,
        Set<String> tags,
        Set<UUID> orders,
        Optional<UUID> mergedInto,
        Optional<UUID> follows,
        Optional<Instant> snoozedUntil,
        Instant openedAt,
        Optional<Instant> customerWroteAt,
        Optional<Instant> repliedAt,
        Optional<Instant> resolvedAt,
        int reopenings,
        int messages,
        long version) {
    public static final String DEFAULT_TOPIC = "general";
    public static final int MAX_TAGS = 20;
    public static final int MAX_ORDERS = 50;
    public static final int MAX_SUBJECT = 250;

    static final Table<UUID, Ticket> TABLE = new Table<>("ticket", 650);

    public Ticket {
        tags = Set.copyOf(tags);
        orders = Set.copyOf(orders);
        if ((state == TicketState.SNOOZED) != snoozedUntil.isPresent()
                || (state == TicketState.MERGED) != mergedInto.isPresent()
                || tags.size() > MAX_TAGS
                || orders.size() > MAX_ORDERS) {
            throw new IllegalArgumentException("the ticket " + number + " does not add up");
        }
    }

    /** A new one that nobody has written to yet. */
    static Ticket opened(
            UUID id,
            TicketNumber number,
            Optional<UUID> customer,
            String topic,
            Optional<String> subject,
            ChannelCode channel,
            Optional<UUID> follows,
            Instant now) {
        return new Ticket(
                id,
                number,
                customer,
                topic,
                subject,
                channel,
                TicketState.NEW,
                TicketPriority.NORMAL,
                Set.of(),
                Set.of(),
                Optional.empty(),
                follows,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                1);
    }

    /** Whether a message of the customer goes on here: while it runs, and for a while after. */
    boolean takesMessages(Instant now, Duration reopenWindow) {
        return state.isRunning()
                || (state == TicketState.RESOLVED
                        && resolvedAt.orElseThrow().plus(reopenWindow).isAfter(now));
    }

    /** The customer wrote. */
    Ticket received(ChannelCode over, Set<UUID> about, Instant now) {
        TicketState after = state.after(TicketStep.RECEIVE).orElseThrow();
        boolean reopened = state == TicketState.RESOLVED;
        Set<UUID> all = new TreeSet<>(orders);
        about.stream().limit(Math.max(0, MAX_ORDERS - all.size())).forEach(all::add);
        return change().channel(over)
                .orders(all)
                .customerWroteAt(now)
                .counted()
                .reopenings(reopened ? reopenings + 1 : reopenings)
                .in(after);
    }

    /** An agent wrote to the customer. */
    Ticket replied(TicketState then, Instant now) {
        return change().repliedAt(now).counted().in(then, now);
    }

    Ticket noted() {
        return change().counted().in(state);
    }

    Ticket snoozed(Instant until) {
        return change().snoozedUntil(until).in(TicketState.SNOOZED);
    }

    Ticket in(TicketState after, Instant now) {
        return change().in(after, now);
    }

    Ticket merged(UUID into) {
        return change().mergedInto(into).in(TicketState.MERGED);
    }

    /** Without what somebody wrote. */
    Ticket erased() {
        return change().subject(Optional.empty()).in(state);
    }

    TicketChange change() {
        return new TicketChange(this);
    }

    /** What the audit log keeps: no word of anybody's. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("state", state.wire());
        facts.put("priority", priority.wire());
        facts.put("tags", tags.stream().sorted().toList());
        facts.put("orders", orders.stream().map(UUID::toString).sorted().toList());
        mergedInto.ifPresent(other -> facts.put("mergedInto", other.toString()));
        snoozedUntil.ifPresent(until -> facts.put("snoozedUntil", until.toString()));
        facts.put("messages", messages);
        return facts;
    }
}
