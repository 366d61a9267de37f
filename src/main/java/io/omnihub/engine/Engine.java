package io.omnihub.engine;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes commands, and answers each one when what it changed is durable. A batch grows by itself with the load: a lane
 * that is free takes all that waits, so a lone command never waits for company.
 */
@Component
public class Engine implements DisposableBean {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final EngineSettings settings;
    private final Registry registry;
    private final CommandQueue queue;
    private final List<Lane> lanes;
    private final AtomicBoolean lookingAgain = new AtomicBoolean();
    private final LaneConnections connections;
    private final EngineMeters meters;
    private final Clock clock;
    private final Map<Thread, Lane> express = new ConcurrentHashMap<>();

    Engine(
            EngineSettings settings,
            LaneConnections connections,
            List<Rows<?, ?>> tables,
            List<LogRows<?>> logs,
            List<CommitListener> listeners,
            Clock clock,
            EngineMeters meters) {
        this.registry = new Registry(tables, logs, listeners);
        this.settings = settings;
        this.queue = new CommandQueue(settings);
        this.connections = connections;
        this.meters = meters;
        meters.watch(queue);
        this.clock = clock;
        this.lanes = IntStream.range(0, settings.lanes())
                .mapToObj(lane -> lane(connections.ofLane(lane), false))
                .toList();
    }

    /** Whether a command of a caller who waits would find room now: refusing it before it is read costs least. */
    public boolean hasRoom() {
        return queue.hasRoom();
    }

    /** {@link #submit(Command, Priority)} for a caller who waits. */
    public <R> Mono<Answer<R>> submit(Command<R> command) {
        return submit(command, Priority.INTERACTIVE);
    }

    /**
     * Queues the command. A subscriber that goes away changes nothing: the command is carried out all the same.
     *
     * @return the answer; {@link EngineBusy} when the queue is full or the rows too contended, {@link EngineUnavailable}
     *     when the database stayed away, any other error when the command's own decision or rows are broken
     */
    public <R> Mono<Answer<R>> submit(Command<R> command, Priority priority) {
        return Mono.defer(() -> {
            var member = new Member<>(command, priority, settings.patience(), registry);
            switch (queue.offer(member)) {
                case REFUSED -> {
                    return Mono.error(EngineBusy.overloaded());
                }
                case WAITS -> lookAgain();
                case READY -> wakeOne();
            }
            return member.answer();
        });
    }

    /** Refuses what still waits, and lets the lanes finish what they have begun. */
    @Override
    public void destroy() throws Exception {
        queue.close().forEach(member -> member.fail(EngineBusy.stopping()));
        List<Lane> all =
                Stream.concat(lanes.stream(), express.values().stream()).toList();
        Flux.fromIterable(all)
                .flatMap(Lane::stop, all.size())
                .then()
                .timeout(STOP_TIMEOUT, Mono.empty())
                .toFuture()
                .get();
    }

    /** Nothing else would start a lane for a command that was passed over for long enough while its lock is still held. */
    private void lookAgain() {
        if (lookingAgain.compareAndSet(false, true)) {
            Deadlines.after(CommandQueue.PASSED_OVER).subscribe(_ -> {}, _ -> {}, () -> {
                lookingAgain.set(false);
                if (queue.hasWork()) {
                    wakeOne();
                }
                if (!queue.isEmpty()) {
                    lookAgain();
                }
            });
        }
    }

    /**
     * A command that is alone with the hub is carried out by the thread that brought it, on a connection which that thread
     * serves: handing it over costs a lone order a tenth of its time. Under load a lane with a thread of its own is faster.
     */
    private void wakeOne() {
        if (queue.isAlone() && express(Thread.currentThread()).map(Lane::wake).orElse(false)) {
            return;
        }
        for (Lane lane : lanes) {
            if (lane.wake()) {
                return;
            }
        }
    }

    /** Kept for the threads that serve connections alone: those that come and go are not remembered. */
    private Optional<Lane> express(Thread thread) {
        return connections.ofThread(thread).map(factory -> express.computeIfAbsent(thread, _ -> lane(factory, true)));
    }

    private Lane lane(ConnectionFactory factory, boolean oneBatch) {
        return new Lane(queue, registry, factory, settings, clock, meters, oneBatch, this::wakeOne);
    }
}
