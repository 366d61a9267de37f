/**
 * What customers write, over all channels, as one thread for each customer and topic; who is to answer, and what became
 * of it. A message, the customer that it is found to be of and the ticket that takes it commit together, however many come
 * at once. What a message says stands in its row alone: events carry ids.
 */
@NullMarked
@ApplicationModule(
        displayName = "Ticket",
        allowedDependencies = {"kernel", "engine", "event", "catalog", "customer"})
package io.omnihub.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
