package io.omnihub.ticket;

import io.omnihub.engine.Table;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What people call a ticket: {@code T-100042}. Numbers grow, roughly with time, and have gaps. */
public record TicketNumber(long value) {
    /** The number for a new ticket, by the id of the command that opens it. */
    static final Table<UUID, TicketNumber> TABLE = new Table<>("ticket-number", 13);

    private static final Pattern FORM = Pattern.compile("T-([1-9][0-9]{5,17})");

    /** Empty for what is no number of a ticket. */
    public static Optional<TicketNumber> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new TicketNumber(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "T-" + value;
    }
}
