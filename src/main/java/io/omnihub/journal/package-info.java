/**
 * What the terminals of stores tell, live or hours later: sales, returns, counts, receipts, damage.
 * Each entry takes effect exactly once by (enrolment, sequence), however often and in whatever order it comes; what cannot
 * be taken is kept for review, and holds up nothing.
 * Its stock goes through the stock ledger, as facts that are never refused for lack of units.
 */
@NullMarked
@ApplicationModule(
        displayName = "Journal",
        allowedDependencies = {"kernel", "engine", "event", "catalog", "inventory"})
package io.omnihub.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
