/** A room as it should be. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.omnihub.tidy.planted.rooms.upper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
