/** Planted. */
@NullMarked
package io.omnihub.tidy.planted.channel;

import org.jspecify.annotations.NullMarked;
