package io.omnihub.order;

import io.omnihub.kernel.ChannelCode;
import java.util.Optional;
import java.util.UUID;

/** How whoever an order is for can be reached: personal data. */
public record OrderContact(
        UUID orderId, ChannelCode channel, Optional<String> name, Optional<String> email, Optional<String> phone) {}
