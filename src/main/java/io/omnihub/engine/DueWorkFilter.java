package io.omnihub.engine;

import java.util.Optional;
import java.util.UUID;

/** Which due work is asked for: what has all of what is given, a page of it. */
public record DueWorkFilter(
        Optional<DueState> state, Optional<String> kind, Optional<String> subject, Optional<UUID> after, int limit) {}
