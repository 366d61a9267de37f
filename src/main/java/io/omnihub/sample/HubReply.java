package io.omnihub.sample;

import tools.jackson.databind.JsonNode;

/** What the hub answered to a request that it took. */
sealed interface HubReply {
    /** @param replayed whether the hub had done the same before */
    record Done(JsonNode body, boolean replayed) implements HubReply {}

    /** @param code the problem's stable code, or {@code http-<status>} where the answer has none */
    record Refused(int status, String code) implements HubReply {}
}
