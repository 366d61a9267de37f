/** The public instance of the multi-item fulfilment literature: what the planner's choices cost, beside a lower bound. */
@NullMarked
package io.omnihub.bench.fulfilment;

import org.jspecify.annotations.NullMarked;
