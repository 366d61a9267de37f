/**
 * Holds what the hub answers against {@code contracts/openapi.yaml}.
 * It reads that file alone and knows nothing of the hub's code, so it cannot share the hub's mistakes.
 */
@NullMarked
package io.omnihub.contract;

import org.jspecify.annotations.NullMarked;
