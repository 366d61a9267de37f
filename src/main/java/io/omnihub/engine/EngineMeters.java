package io.omnihub.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the engine shows of itself: meters for everybody who watches, and for the logger {@code io.omnihub.decisions} at
 * level debug a line for each decision, with ids and nothing personal.
 *
 * <p>{@code omnihub.engine.queue} (commands that wait, by {@code priority}), {@code .batch} (commands in each batch),
 * {@code .locking} (time until a batch's rows are locked and loaded), {@code .committing} (time from its decisions to
 * their commit), {@code .failures} (batches that failed, by {@code kind}) and {@code .decisions} (by {@code command}, and
 * by {@code result}: the name of the result's type or constant, or {@code repeated}, {@code key-reused}, {@code failed}).
 */
@Component
class EngineMeters {
    private static final Logger decisions = LoggerFactory.getLogger("io.omnihub.decisions");
    private static final Pattern WORD_BEGINS = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    static final String FAILED = "failed";
    private static final String PREFIX = "omnihub.engine.";

    /** The name of each type on the wire, and of each enclosed one: {@code place-order}. */
    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return WORD_BEGINS.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
        }
    };

    private record Kind(Class<?> command, String result) {}

    private final MeterRegistry registry;
    private final DistributionSummary batch;
    private final Timer locking;
    private final Timer committing;
    private final Map<Kind, Counter> decided = new ConcurrentHashMap<>();

    EngineMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batch = DistributionSummary.builder(PREFIX + "batch")
                .description("Commands in each batch")
                .baseUnit("commands")
                .publishPercentileHistogram()
                .maximumExpectedValue(256.0)
                .register(registry);
        this.locking = Timer.builder(PREFIX + "locking")
                .description("Until a batch's rows are locked and loaded")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        this.committing = Timer.builder(PREFIX + "committing")
                .description("From a batch's decisions to their commit")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    void watch(CommandQueue queue) {
        for (Priority priority : Priority.values()) {
            Gauge.builder(PREFIX + "queue", queue, it -> it.size(priority))
                    .description("Commands that wait")
                    .baseUnit("commands")
                    .tag("priority", priority.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    void locked(int members, Duration took) {
        batch.record(members);
        locking.record(took);
    }

    void committed(Duration took) {
        committing.record(took);
    }

    void failed(Failure failure) {
        registry.counter(PREFIX + "failures", "kind", failure.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** What a result is called here. */
    static String name(Object result) {
        if (result instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return result.getClass().isMemberClass() ? NAMES.get(result.getClass()) : "decided";
    }

    /** What due work comes to is shown as its effect's. */
    private static Class<?> type(Command<?> command) {
        return command instanceof DueEffect<?> due ? due.effect().getClass() : command.getClass();
    }

    /** What a command came to, once it is durable or refused. */
    void decided(Command<?> command, String result) {
        decided.computeIfAbsent(
                        new Kind(type(command), result),
                        kind -> Counter.builder(PREFIX + "decisions")
                                .description("Commands by what they came to")
                                .tag("command", NAMES.get(kind.command()))
                                .tag("result", kind.result())
                                .register(registry))
                .increment();
        decisions
                .atDebug()
                .addKeyValue("command", () -> NAMES.get(type(command)))
                .addKeyValue("id", command.id())
                .addKeyValue("result", result)
                .log("decided");
    }
}
