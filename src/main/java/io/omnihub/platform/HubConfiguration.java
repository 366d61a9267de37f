package io.omnihub.platform;

import io.omnihub.access.LimitSettings;
import io.omnihub.engine.DueWorkSettings;
import io.omnihub.engine.EngineSettings;
import io.omnihub.event.EventSettings;
import io.omnihub.kernel.Ids;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** The sources of time, ids and chance: everything else is given them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineSettings.class, DueWorkSettings.class, EventSettings.class, LimitSettings.class})
class HubConfiguration {
    /** How the names of the threads begin that serve HTTP. */
    static final String HTTP_THREAD = "http";

    /** PostgreSQL keeps microseconds; a finer clock would make an answer differ from what is read back. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    Ids ids(Clock clock, SecureRandom random) {
        return new Ids(clock, random);
    }

    /** Seeded here, at the start: afterwards it computes, and blocks no event loop by reading a device. */
    @Bean
    SecureRandom secureRandom() throws NoSuchAlgorithmException {
        SecureRandom random = SecureRandom.getInstance("DRBG");
        random.nextLong();
        return random;
    }

    /**
     * One thread for each processor serves HTTP and reads; Reactor Netty's own number, four at least, has them compete with
     * the lanes for two processors.
     */
    @Bean
    ReactorResourceFactory threads() {
        var threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        threads.setLoopResourcesSupplier(() -> LoopResources.create(
                HTTP_THREAD, Math.max(2, Runtime.getRuntime().availableProcessors()), true));
        return threads;
    }
}
