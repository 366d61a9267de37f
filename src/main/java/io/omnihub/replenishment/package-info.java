/**
 * Where stock will be wanted next: how fast each item sells at each place, what is proposed to be moved, and what is to be
 * bought because no place has enough.
 * What is proposed is decided purely, item by item; a run of it is a chain of due work, a page of items at a time.
 * What is accepted becomes a transfer in the same decision.
 */
@NullMarked
@ApplicationModule(
        displayName = "Replenishment",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory", "transfer"})
package io.omnihub.replenishment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
