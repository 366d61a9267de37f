package io.omnihub.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The engine on tables in memory: the same working sets, keys and decisions, in batches that its caller makes, without
 * anything that could fail.
 */
public final class MemoryEngine {
    private static final int REPEATS = 3;
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Registry registry;
    private final Clock clock;
    private final EngineMeters meters = new EngineMeters(new SimpleMeterRegistry());
    private final Map<CommandKey.Name, CommandKeys.Taken> taken = new HashMap<>();

    public MemoryEngine(List<Rows<?, ?>> tables, List<LogRows<?>> logs, Clock clock) {
        this.registry = new Registry(tables, logs, List.of());
        this.clock = clock;
    }

    /** Carries these commands out in one batch, and in more where some ask for more; their answers, in their order. */
    public List<Outcome> carryOut(List<? extends Command<?>> commands) {
        List<Member<?>> members = new ArrayList<>();
        commands.forEach(command -> members.add(new Member<>(command, Priority.INTERACTIVE, PATIENCE, registry)));
        List<Member<?>> left = members;
        while (!left.isEmpty()) {
            left = attempt(left);
        }
        return members.stream().map(MemoryEngine::outcome).toList();
    }

    /**
     * What became of a command.
     *
     * @param name of its result, as the meters call it
     * @param answer empty where it gave up, since what it needs kept changing
     */
    public record Outcome(String name, Optional<Answer<?>> answer) {}

    /** The name of an answer, by which two engines are compared. */
    public static Outcome of(Answer<?> answer) {
        return new Outcome(
                answer instanceof Answer.Decided<?>(Object result)
                        ? EngineMeters.name(result)
                        : EngineMeters.name(answer),
                Optional.of(answer));
    }

    private List<Member<?>> attempt(List<Member<?>> members) {
        var reads = new Reads();
        members.forEach(member -> reads.and(member.reads()));
        var rows = new WorkingSet(registry, reads);
        var deciding = new Deciding(rows, REPEATS);
        rows.locks();
        members.forEach(member -> member.command().keys().stream()
                .map(key -> taken.get(key.name()))
                .filter(Objects::nonNull)
                .forEach(deciding::know));
        rows.loads();
        Instant now = clock.instant();
        members.forEach(member -> deciding.decide(member, now));
        deciding.newKeys().forEach(key -> taken.put(key.key().name(), key));
        rows.writes(now);
        deciding.tell(meters);
        return deciding.again();
    }

    /** Contention is an answer; anything else is a defect. */
    private static <R> Outcome outcome(Member<R> member) {
        try {
            return of(member.answer().toFuture().join());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof EngineBusy) {
                return new Outcome("busy", Optional.empty());
            }
            throw failed;
        }
    }
}
