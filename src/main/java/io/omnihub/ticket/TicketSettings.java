package io.omnihub.ticket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long threads go on.
 *
 * @param reopenWindow for how long a message opens a resolved ticket again; after it the ticket is closed
 */
@ConfigurationProperties("omnihub.tickets")
public record TicketSettings(@DefaultValue("7d") Duration reopenWindow) {
    public TicketSettings {
        if (!reopenWindow.isPositive()) {
            throw new IllegalArgumentException("omnihub.tickets.reopen-window is to be longer than nothing");
        }
    }
}
