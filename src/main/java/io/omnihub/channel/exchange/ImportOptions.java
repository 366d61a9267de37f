package io.omnihub.channel.exchange;

import io.omnihub.channel.Refusals;
import io.omnihub.channel.Requests;
import io.omnihub.exchange.ExchangeKind;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Wire;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * What the rows of a file are, and how they are to be read.
 *
 * @param retail whether they are lines of invoices as the data set Online Retail has them
 * @param channel of such invoices' orders
 */
record ImportOptions(ExchangeKind kind, boolean retail, Optional<ChannelCode> channel) {
    static final String RETAIL = "online-retail";

    private static final Set<ExchangeKind> RETAIL_KINDS = Set.of(ExchangeKind.ITEMS, ExchangeKind.ORDERS);

    static ImportOptions of(ServerRequest request) {
        Requests.onlyParameters(request, "kind", "dialect", "channel");
        ExchangeKind kind = kind(request);
        boolean retail =
                Requests.parameter(request, "dialect", RETAIL::equals, RETAIL).isPresent();
        Optional<ChannelCode> channel = Requests.code(request, "channel").map(ChannelCode::new);
        if (retail && !RETAIL_KINDS.contains(kind)) {
            throw Refusals.parameter("dialect", "The invoices of online-retail have items and orders.");
        }
        boolean channelWanted = retail && kind == ExchangeKind.ORDERS;
        if (channelWanted != channel.isPresent()) {
            throw Refusals.parameter("channel", "It belongs to orders of the dialect online-retail, which need one.");
        }
        return new ImportOptions(kind, retail, channel);
    }

    static ExchangeKind kind(ServerRequest request) {
        return Requests.word(request, "kind", ExchangeKind.class)
                .orElseThrow(() -> Refusals.parameter(
                        "kind", "Say which kind: one of " + String.join(", ", Wire.words(ExchangeKind.class)) + "."));
    }

    /** What changes the meaning of the rows, as it is kept with the import. */
    String written() {
        return retail
                ? "dialect=" + RETAIL + channel.map(code -> "&channel=" + code).orElse("")
                : "";
    }
}
