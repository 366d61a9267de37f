/** A room that does not say what it may use. */
@NullMarked
@ApplicationModule
package io.omnihub.tidy.planted.rooms.open;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
