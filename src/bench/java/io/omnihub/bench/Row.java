package io.omnihub.bench;

import java.time.Duration;

/** A row of the benchmark's table: the hub's figure divided by a baseline's, both measured in every round. */
interface Row {
    String title();

    Threshold threshold();

    /** Puts both sides under the row's load, each for the duration. */
    void warmUp(Duration slice) throws Exception;

    /**
     * Measures both sides, in turns, and returns the ratio.
     *
     * @param round counts from 0
     * @param stretch how long one thing is measured
     */
    double measure(int round, Duration stretch) throws Exception;

    /** What the ratios come from, over all rounds so far: lines of text. */
    String details();
}
