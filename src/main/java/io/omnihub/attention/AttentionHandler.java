package io.omnihub.attention;

import io.omnihub.engine.Command;
import io.omnihub.event.Attention;
import io.omnihub.event.EventHandler;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.Ids;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes the list of the attentions that are raised and cleared. */
@Component
class AttentionHandler implements EventHandler {
    private final Ids ids;
    private final JsonMapper json;

    AttentionHandler(Ids ids, JsonMapper json) {
        this.ids = ids;
        this.json = json;
    }

    @Override
    public String name() {
        return "attentions";
    }

    @Override
    public Set<String> types() {
        return Set.of(Attention.RAISED, Attention.CLEARED);
    }

    @Override
    public Start start() {
        return Start.OLDEST;
    }

    @Override
    public Mono<? extends Command<?>> effect(List<StreamedEvent> events) {
        return Mono.fromSupplier(() -> new NoteAttentions(
                ids.next(),
                events.stream().map(event -> ToldAttention.of(event, json)).toList()));
    }
}
