package io.omnihub.ticket;

import io.omnihub.kernel.Wire;

/** How pressing a ticket is; the first is the least. */
public enum TicketPriority implements Wire {
    LOW,
    NORMAL,
    HIGH,
    URGENT
}
