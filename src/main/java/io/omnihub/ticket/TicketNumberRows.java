package io.omnihub.ticket;

import io.omnihub.engine.SequenceRows;
import org.springframework.stereotype.Component;

@Component
class TicketNumberRows extends SequenceRows<TicketNumber> {
    private static final String NEXT = "SELECT nextval('ticket_number') FROM generate_series(1, $1)";

    TicketNumberRows() {
        super(TicketNumber.TABLE, NEXT, TicketNumber::new);
    }
}
