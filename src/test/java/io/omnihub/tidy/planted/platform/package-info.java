/** Planted. */
@NullMarked
package io.omnihub.tidy.planted.platform;

import org.jspecify.annotations.NullMarked;
