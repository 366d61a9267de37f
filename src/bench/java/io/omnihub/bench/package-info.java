/**
 * What {@code ./mvnw -Pbench verify} measures: the packaged hub beside a baseline on the same machine, in the same run.
 * Its figures are ratios, because the machine it runs on is never the same twice. A further row of its table is a
 * further {@link io.omnihub.bench.Row}.
 */
@NullMarked
package io.omnihub.bench;

import org.jspecify.annotations.NullMarked;
