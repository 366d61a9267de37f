package io.omnihub.order;

import io.omnihub.engine.Table;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What people call an order: {@code OH-100042}. Numbers grow, roughly with time, and have gaps. */
public record OrderNumber(long value) {
    /** The number for a new order, by the id of the command that places it. */
    static final Table<UUID, OrderNumber> TABLE = new Table<>("order-number", 12);

    private static final Pattern FORM = Pattern.compile("OH-([1-9][0-9]{5,17})");

    /** Empty for what is no number of an order. */
    public static Optional<OrderNumber> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new OrderNumber(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "OH-" + value;
    }
}
