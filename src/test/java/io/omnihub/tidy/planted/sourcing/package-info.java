/** Planted. */
@NullMarked
package io.omnihub.tidy.planted.sourcing;

import org.jspecify.annotations.NullMarked;
