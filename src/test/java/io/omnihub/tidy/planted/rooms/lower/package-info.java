/** A room that may use nothing, and uses another all the same. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.omnihub.tidy.planted.rooms.lower;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
