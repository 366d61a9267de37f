/**
 * Cycle counts: what is counted in portions while a location works, by people who are not shown what is expected.
 * A line whose count is too far from the ledger is counted again, and what remains is approved before it is posted.
 * Posting goes through the stock ledger, as what was found to be more or fewer at the moment of counting.
 */
@NullMarked
@ApplicationModule(
        displayName = "Count",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory"})
package io.omnihub.count;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
