package io.omnihub.attention;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Notes what events say, in their order. Results in how many attentions it found otherwise; what was never opened is not cleared. */
record NoteAttentions(UUID id, List<ToldAttention> told) implements Command<Integer> {
    NoteAttentions {
        told = List.copyOf(told);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .lock(
                        NotedAttention.TABLE,
                        told.stream().map(ToldAttention::key).distinct().toList());
    }

    @Override
    public Decision<Integer> decide(View view, Instant now) {
        Map<NotedAttention.Key, NotedAttention> noted = new LinkedHashMap<>();
        for (ToldAttention each : told) {
            Optional<NotedAttention> before =
                    Optional.ofNullable(noted.get(each.key())).or(() -> view.find(NotedAttention.TABLE, each.key()));
            Optional<NotedAttention> after = before.map(known -> known.after(each))
                    .or(() -> each.isRaised() ? Optional.of(NotedAttention.opened(each, 1)) : Optional.empty());
            after.ifPresent(found -> noted.put(each.key(), found));
        }
        if (noted.isEmpty()) {
            return new Decision.Refuse<>(0);
        }
        var changes = new Changes();
        noted.forEach((key, attention) -> changes.put(NotedAttention.TABLE, key, attention));
        return new Decision.Accept<>(noted.size(), id, changes);
    }
}
