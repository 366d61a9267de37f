/** What proposals would have been worth: made from the sample's first days, judged by its last. */
@NullMarked
package io.omnihub.bench.replenishment;

import org.jspecify.annotations.NullMarked;
