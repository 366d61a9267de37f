/**
 * Who customers are: the keys by which they are known, which of them are one person, and what they agreed to. A key belongs
 * to one customer; what is proved to belong together is merged by itself, what only seems so is suggested, and every merge
 * can be taken back. Other rooms find a customer inside their own commands, so that both commit together.
 */
@NullMarked
@ApplicationModule(
        displayName = "Customer",
        allowedDependencies = {"kernel", "engine", "event", "catalog", "order"})
package io.omnihub.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
