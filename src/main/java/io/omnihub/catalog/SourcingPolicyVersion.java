package io.omnihub.catalog;

import io.omnihub.engine.Log;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.UUID;

/**
 * A policy that somebody made for a channel, kept for ever.
 *
 * @param author whose key made it
 */
public record SourcingPolicyVersion(
        ChannelCode channel, SourcingPolicy policy, UUID author, String comment, Instant recordedAt) {
    static final Log<SourcingPolicyVersion> LOG = new Log<>("sourcing-policy");
}
