package io.omnihub.faults;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a hub answered. */
record Reply(int status, JsonNode body, Optional<String> retryAfter) {
    String code() {
        return body.path("code").asString("");
    }

    String id() {
        return body.path("id").asString("");
    }

    /** Whether the same request, repeated, may be answered otherwise; a refusal without {@code Retry-After} may not. */
    boolean asksForRepeat() {
        return status == 503 && retryAfter.isPresent();
    }
}
