/**
 * The list of what is at risk, and of what was: made by a handler of the attentions that all rooms raise and clear, and of
 * nothing else. Each thing stands in it once for each kind of risk, so that it opens again where it was before.
 * What is to be done about it is others' matter.
 */
@NullMarked
@ApplicationModule(
        displayName = "Attention",
        allowedDependencies = {"kernel", "engine", "event"})
package io.omnihub.attention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
