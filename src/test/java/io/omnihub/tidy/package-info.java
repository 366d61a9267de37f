/** The house rules that a compiler does not know, as rules on the compiled classes. */
@NullMarked
package io.omnihub.tidy;

import org.jspecify.annotations.NullMarked;
