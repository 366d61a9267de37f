/**
 * The value types that every room speaks: identifiers, SKUs, codes, money, points on the globe and pages of a list.
 * A value that exists is valid, because its constructor rejects everything else.
 * Nothing here knows a framework, a database or a clock.
 */
@NullMarked
@ApplicationModule(
        displayName = "Kernel",
        allowedDependencies = {})
package io.omnihub.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
