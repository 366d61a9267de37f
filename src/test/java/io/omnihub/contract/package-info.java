/**
 * Holds what the hub answers against {@code contracts/openapi.yaml}, and what it tells against {@code contracts/events}.
 * It reads those files alone and knows nothing of the hub's code, so it cannot share the hub's mistakes.
 */
@NullMarked
package io.omnihub.contract;

import org.jspecify.annotations.NullMarked;
