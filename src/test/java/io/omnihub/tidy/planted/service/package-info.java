/** Planted. */
@NullMarked
package io.omnihub.tidy.planted.service;

import org.jspecify.annotations.NullMarked;
