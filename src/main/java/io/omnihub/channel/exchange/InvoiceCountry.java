package io.omnihub.channel.exchange;

import io.omnihub.exchange.InvoiceLine;
import io.omnihub.order.Delivery;
import io.omnihub.order.Recipient;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the goods of an invoice of Online Retail went: it knows the country and nothing else. */
final class InvoiceCountry {
    private static final String UNKNOWN = "Unknown";

    /** What is reserved for an unknown country. */
    private static final String NO_COUNTRY = "ZZ";

    /** Names that the data has and no list of countries. */
    private static final Map<String, String> OTHERS =
            Map.of("EIRE", "IE", "USA", "US", "RSA", "ZA", "Hong Kong", "HK", "Channel Islands", "GG");

    private static final Map<String, String> BY_NAME = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(
                    code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH), code -> code, (one, _) -> one));

    private InvoiceCountry() {}

    static Recipient recipient(InvoiceLine line) {
        var address = new Recipient.Address(
                UNKNOWN, Optional.empty(), UNKNOWN, Optional.empty(), Optional.empty(), code(line), Optional.empty());
        return new Recipient(
                line.customer().map(number -> "Customer " + number),
                Optional.empty(),
                Optional.empty(),
                new Delivery.Ship(address),
                Optional.empty(),
                List.of());
    }

    private static String code(InvoiceLine line) {
        return OTHERS.getOrDefault(line.country(), BY_NAME.getOrDefault(line.country(), NO_COUNTRY));
    }
}
