package io.omnihub.ticket;

import io.omnihub.catalog.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * For how long after the customer's last message a network lets one answer: 48 hours on WeChat (customer service messages),
 * 24 on WhatsApp (the customer service window of its Business Platform).
 */
final class ReplyWindow {
    private static final Map<Channel.Kind, Duration> WINDOWS =
            Map.of(Channel.Kind.WECHAT, Duration.ofHours(48), Channel.Kind.WHATSAPP, Duration.ofHours(24));

    private ReplyWindow() {}

    /** Whether it is over. */
    static boolean isOver(Channel.Kind kind, Optional<Instant> customerWroteAt, Instant now) {
        return Optional.ofNullable(WINDOWS.get(kind))
                .filter(window -> customerWroteAt
                        .filter(wrote -> wrote.plus(window).isAfter(now))
                        .isEmpty())
                .isPresent();
    }
}
