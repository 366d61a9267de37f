/**
 * The hub's own program on a command line: it sends files to a running hub and fetches them from it.
 * It is a client of the public API and of nothing else; the hub itself does not start for it.
 */
@NullMarked
@ApplicationModule(displayName = "Shell", allowedDependencies = "kernel")
package io.omnihub.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
