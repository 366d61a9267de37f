package io.omnihub.ticket;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Notes what became of sending a reply. Results in whether it was not known before. */
record NoteDelivery(
        UUID id, TicketMessage known, DeliveryState state, Optional<String> providerId, Optional<String> why)
        implements Command<Boolean> {
    private static final int MAX_REASON = 500;

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(Ticket.TABLE, Set.of(known.ticketId())).lock(TicketMessage.TABLE, Set.of(known.id()));
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        TicketMessage message = view.find(TicketMessage.TABLE, known.id()).orElseThrow();
        Ticket ticket = view.find(Ticket.TABLE, known.ticketId()).orElseThrow();
        if (!message.delivery().equals(Optional.of(DeliveryState.PENDING))) {
            return new Decision.Refuse<>(false);
        }
        TicketMessage after = message.delivered(state, providerId, why.map(text -> Text.cut(text, MAX_REASON)));
        var changes = new Changes()
                .put(TicketMessage.TABLE, after.id(), after)
                .announce(TicketEvents.delivered(ticket, after));
        return new Decision.Accept<>(true, after.id(), changes);
    }
}
