package io.omnihub.ticket;

import io.omnihub.customer.Evidence;
import io.omnihub.customer.IdentityKey;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message of a customer.
 *
 * @param providerId by which whoever carries messages of that channel knows it
 * @param sender what it shows of who wrote it
 * @param address that an answer goes to
 * @param topic of the thread; the usual one where nothing is said
 * @param inReplyTo the {@code providerId} of an earlier message of that channel
 * @param order that it is about
 * @param sentAt as the carrier says
 */
public record NewMessage(
        ChannelCode channel,
        Optional<String> providerId,
        Evidence sender,
        Optional<IdentityKey> address,
        Optional<String> topic,
        MessageContent content,
        Optional<String> inReplyTo,
        Optional<UUID> order,
        Optional<Instant> sentAt) {}
