package io.omnihub.ticket;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Takes away what was written in tickets of erased customers, and to them. Results in how many messages there were. */
record EraseMessages(UUID id, Set<UUID> tickets, Set<UUID> messages) implements Command<Integer> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(Ticket.TABLE, tickets).lock(TicketMessage.TABLE, messages);
    }

    @Override
    public Decision<Integer> decide(View view, Instant now) {
        var changes = new Changes();
        Map<UUID, Ticket> erased = new HashMap<>();
        for (UUID each : tickets) {
            view.find(Ticket.TABLE, each).map(Ticket::erased).ifPresent(ticket -> erased.put(each, ticket));
        }
        erased.forEach((each, ticket) -> changes.put(Ticket.TABLE, each, ticket));
        int count = 0;
        for (UUID each : messages) {
            var found = view.find(TicketMessage.TABLE, each);
            if (found.isPresent()) {
                changes.put(TicketMessage.TABLE, each, found.get().erased());
                count++;
            }
        }
        return erased.isEmpty() && count == 0 ? new Decision.Refuse<>(0) : new Decision.Accept<>(count, id, changes);
    }
}
