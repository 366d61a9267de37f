package io.omnihub.engine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is carried out where there is nothing to do. It changes nothing; whoever wraps it notes that it is done. */
public record Nothing(UUID id) implements Command<Boolean> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        return new Decision.Refuse<>(true);
    }
}
