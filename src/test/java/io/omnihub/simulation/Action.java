package io.omnihub.simulation;

import io.omnihub.engine.Command;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that somebody may do at any time, or time itself.
 *
 * @param weight how often it is drawn, against the others
 * @param command draws one; empty where there is nothing to do it with
 */
record Action(String name, int weight, Function<Retailer, Optional<Command<?>>> command) {}
