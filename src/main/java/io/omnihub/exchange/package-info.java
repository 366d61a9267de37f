/**
 * Imports: what became of each file, how far it was carried out, and which of its rows were rejected and why.
 * A chunk of rows commits with the place in the file that it reaches, so a file that is cut off goes on there and no row
 * counts twice. What the rows mean is the business of those who send them: here they are commands of other rooms.
 */
@NullMarked
@ApplicationModule(
        displayName = "Exchange",
        allowedDependencies = {"kernel", "engine"})
package io.omnihub.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
