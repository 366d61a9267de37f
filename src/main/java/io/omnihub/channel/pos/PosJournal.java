package io.omnihub.channel.pos;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.pos.SocketRoutes.Route;
import io.omnihub.journal.Journal;
import io.omnihub.journal.JournalEntry;
import io.omnihub.journal.Terminal;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code pos.journal}: page after page of what a terminal has written down, each answered once it is durable. Of one
 * stream a page is read when the one before has its answer, so that whoever sends faster than it can be kept waits.
 */
@Configuration(proxyBeanMethods = false)
class PosJournal {
    /** @param acknowledgements one for each entry of the page, in their order */
    private record PageJson(List<AcknowledgementJson> acknowledgements) {}

    private final Journal journal;

    PosJournal(Journal journal) {
        this.journal = journal;
    }

    @Bean
    SocketRoutes terminalJournalRoutes() {
        return new SocketRoutes(Map.of("pos.journal", new Route.Channel(this::record)));
    }

    private Flux<Object> record(SocketRequest request, Flux<Field> pages) {
        Caller caller = request.caller();
        var terminal = new Terminal(caller.id(), caller.scope().location().orElseThrow());
        return pages.concatMap(page -> record(request, terminal, page), 1);
    }

    private Mono<Object> record(SocketRequest request, Terminal terminal, Field page) {
        List<JournalEntry> entries =
                page.object("entries").at("entries").items(1, Journal.MAX_ENTRIES, "too-many-entries").stream()
                        .map(JournalEntryBody::read)
                        .toList();
        return journal.record(request.actor(), terminal, entries)
                .map(told ->
                        new PageJson(told.stream().map(AcknowledgementJson::of).toList()));
    }
}
