/**
 * Code that breaks the rules on purpose, each class one of them, laid out in rooms like the hub's own. The tests show
 * with it that a rule can fail, and that it spares whom it should spare.
 */
@NullMarked
package io.omnihub.tidy.planted;

import org.jspecify.annotations.NullMarked;
