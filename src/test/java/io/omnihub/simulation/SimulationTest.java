package io.omnihub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.transfer.TransferState;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Years of a retailer in memory; {@code -Dsim.seed} and {@code -Dsim.steps} choose which. */
class SimulationTest {
    private static final Logger log = LoggerFactory.getLogger(SimulationTest.class);
    private static final long SEED = Long.getLong("sim.seed", 20_261_123);
    private static final int STEPS = Integer.getInteger("sim.steps", 100_000);

    /** So that a change of the simulation itself cannot leave it with nothing to do. */
    private static final int ENOUGH = 20_000;

    @Test
    void whateverIsDone_theTablesAddUpAfterEveryStep() {
        Simulation simulation = history(SEED, STEPS);

        if (STEPS >= ENOUGH) {
            assertThat(simulation.seen()).contains(FulfillmentState.values());
            assertThat(simulation.transfersSeen()).contains(TransferState.values());
        }
    }

    @Test
    void theSameSeed_makesTheSameHistory() {
        assertThat(history(SEED, 2_000).report())
                .isEqualTo(history(SEED, 2_000).report())
                .isNotEqualTo(history(SEED + 1, 2_000).report());
    }

    /** {@code ./mvnw -Psim test}, with {@code -Dsim.minutes} for how long. */
    @Test
    @EnabledIfSystemProperty(named = "sim.minutes", matches = "[0-9]+")
    void seedAfterSeed_theTablesAddUp() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.getLong("sim.minutes"));
        for (long seed = SEED + 1; System.nanoTime() < end; seed++) {
            history(seed, ENOUGH);
        }
    }

    private static Simulation history(long seed, int steps) {
        Simulation simulation = Simulation.inMemory(seed);
        simulation.open();
        simulation.run(steps);
        simulation.settle();
        log.info("{}", simulation.report());
        return simulation;
    }
}
