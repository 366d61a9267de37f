package io.omnihub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Omnihub;
import io.omnihub.TestDatabase;
import io.omnihub.engine.Engine;
import io.omnihub.inventory.Stock;
import io.omnihub.simulation.Simulation.Settings;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/** The simulation on a hub with a database, command by command beside the one in memory; seeds are chosen as there. */
class SimulationIT {
    private static final Logger log = LoggerFactory.getLogger(SimulationIT.class);
    private static final long SEED = Long.getLong("sim.seed", 20_261_124);
    private static final int STEPS = Integer.getInteger("sim.database-steps", 2_000);
    private static final int PROOFS = 10;

    @Test
    void theDatabase_keepsWhatMemoryKeeps_andTheLedgerIsProven() {
        var retailer = new Retailer(SEED);
        try (ConfigurableApplicationContext context = hub(retailer.clock)) {
            context.getBean("dueWorker", SmartLifecycle.class).stop();
            var twin = new Twin(retailer, context.getBean(Engine.class));
            var simulation = new Simulation(SEED, retailer, twin, new Settings(1, false));
            simulation.open();
            for (int i = 0; i < PROOFS; i++) {
                simulation.run(STEPS / PROOFS);
                prove(context);
            }
            simulation.settle();
            prove(context);
            log.info("{}", simulation.report());
        }
    }

    private static void prove(ConfigurableApplicationContext context) {
        var proof = context.getBean(Stock.class).proof().toFuture().join();
        assertThat(proof.differences()).isEmpty();
        assertThat(proof.entries()).isPositive();
    }

    /** A hub whose time passes with the simulation's. */
    private static ConfigurableApplicationContext hub(Clock clock) {
        ApplicationContextInitializer<GenericApplicationContext> withClock = context ->
                context.registerBean("simulatedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
        return new SpringApplicationBuilder(Omnihub.class)
                .initializers(withClock)
                .run(Stream.concat(
                                Stream.of("server.port=0", "spring.rsocket.server.port=0"),
                                TestDatabase.fresh().properties().stream())
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
    }
}
