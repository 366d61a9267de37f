/**
 * What the hub needs of the machine that it runs on: its database, configured or embedded, with the schema up to date;
 * the clock, ids and connections; the first administrator's key; and the way in which refusals and errors are answered.
 */
@NullMarked
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {"kernel", "engine", "event", "access", "exchange"})
package io.omnihub.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
