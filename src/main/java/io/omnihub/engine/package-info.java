/**
 * The one way to change anything: commands wait in a queue, lanes take all that wait as one batch, and a batch is one
 * transaction that locks, loads, decides, writes, commits and answers.
 * Decisions are pure functions over a {@link io.omnihub.engine.View}; each room brings its tables as
 * {@link io.omnihub.engine.Rows}, so that the engine knows none of them.
 * Commands are idempotent by their keys, which commit with what they changed.
 */
@NullMarked
@ApplicationModule(displayName = "Engine", allowedDependencies = "kernel")
package io.omnihub.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
