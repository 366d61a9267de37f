/**
 * A retailer in memory, on which the hub's own commands are carried out at random while time runs, and whose tables must
 * add up after every step.
 */
@NullMarked
package io.omnihub.simulation;

import org.jspecify.annotations.NullMarked;
