package io.omnihub;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.access.Reach;
import io.omnihub.access.Role;
import io.omnihub.access.SocketPermission;
import io.rsocket.exceptions.ApplicationErrorException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of RSocket, asked by every role about its own world and another's, answers what its table says. */
class SocketPermissionsIT implements LedgerProven {
    private static final String JOURNAL = "pos.journal";
    private static final AtomicLong SEQUENCES = new AtomicLong();
    private static final Map<Role, Socket> CALLERS = new HashMap<>();
    private static final Map<Side, World> WORLDS = new HashMap<>();

    /** One good request for each route, which names only what belongs to one world. */
    private static final Map<String, Function<World, Json>> REQUESTS = Map.ofEntries(
            Map.entry("pos.task.acknowledge", w -> part(w.freshPart())),
            Map.entry("pos.task.start-picking", w -> part(w.freshPart("acknowledge"))),
            Map.entry("pos.task.pick", w -> part(w.freshPart("acknowledge", "start-picking"))),
            Map.entry("pos.task.pack", w -> part(w.freshPart("acknowledge", "start-picking", "pick"))),
            Map.entry("pos.task.ready", w -> part(w.pickedPickup())),
            Map.entry("pos.task.collect", SocketPermissionsIT::collected),
            Map.entry("pos.task.reject", w -> part(w.freshPart()).with("/reason", "'too-busy'")),
            Map.entry(
                    "pos.task.ship",
                    w -> part(w.freshPart("acknowledge", "start-picking", "pick", "pack"))
                            .with("/carrier", "'x'")),
            Map.entry("pos.task.receive", w -> transfer(w.incoming("start-picking", "ship"))),
            Map.entry("pos.stock", w -> Json.of("{location: '%s'}".formatted(w.store()))),
            Map.entry("pos.tasks", w -> Json.of("{location: '%s'}".formatted(w.store()))),
            Map.entry(
                    "events",
                    w -> Json.of("{after: '0', follow: false, subject: 'none', channel: '%s', location: '%s'}"
                            .formatted(w.channel(), w.store()))),
            Map.entry(
                    "pos.availability", w -> Json.of("{channel: '%s', skus: ['%s']}".formatted(w.counter(), w.lamp()))),
            Map.entry("pos.order.place", w -> w.newOrder().with("/channel", "'" + w.counter() + "'")),
            Map.entry("pos.order.find", w -> Json.of("{number: '%s'}".formatted(number(w)))),
            Map.entry("pos.return.receive", World::newTakenBack),
            Map.entry(JOURNAL, SocketPermissionsIT::sold));

    enum Side {
        OWN,
        FOREIGN
    }

    @BeforeAll
    static void openTheShops() {
        World own = World.fresh();
        WORLDS.put(Side.OWN, own);
        WORLDS.put(Side.FOREIGN, World.fresh());
        for (Role role : Role.values()) {
            CALLERS.put(role, Socket.open(secret(role, own)));
        }
    }

    @AfterAll
    static void leave() {
        CALLERS.values().forEach(Socket::close);
    }

    @Test
    void everyRoute_isAsked() {
        assertThat(REQUESTS.keySet())
                .isEqualTo(SocketPermission.TABLE.stream()
                        .map(SocketPermission::route)
                        .collect(toSet()));
    }

    @ParameterizedTest
    @MethodSource
    void everyRoute_letsThroughWhomTheTableNames_asFarAsItSays(SocketPermission line, Role role, Side side) {
        assertThat(breach(line, role, side)).isEmpty();
    }

    static Stream<Arguments> everyRoute_letsThroughWhomTheTableNames_asFarAsItSays() {
        return SocketPermission.TABLE.stream()
                .flatMap(line -> Stream.of(Role.values())
                        .flatMap(role -> Stream.of(Side.values()).map(side -> Arguments.of(line, role, side))));
    }

    /** The hub obeys its own table, so a table that differs from it must be caught wherever it differs. */
    @Test
    void aPlantedHole_isFound() {
        var lax = new SocketPermission("pos.order.place", Map.of(Role.STOREFRONT, Reach.ALL, Role.TERMINAL, Reach.ALL));
        assertThat(breach(lax, Role.STOREFRONT, Side.OWN)).contains("pos.order.place, STOREFRONT, OWN: 403 forbidden");
        assertThat(breach(lax, Role.TERMINAL, Side.FOREIGN))
                .contains("pos.order.place, TERMINAL, FOREIGN: 403 forbidden");
        var strict = new SocketPermission("pos.order.find", Map.of());
        assertThat(breach(strict, Role.TERMINAL, Side.OWN)).contains("pos.order.find, TERMINAL, OWN: success");
    }

    private static Optional<String> breach(SocketPermission line, Role role, Side side) {
        World world = Objects.requireNonNull(WORLDS.get(side));
        Json request = Objects.requireNonNull(REQUESTS.get(line.route())).apply(world);
        Socket caller = Objects.requireNonNull(CALLERS.get(role));
        Socket.Told told = switch (line.route()) {
            case JOURNAL -> tell(caller, request);
            case "pos.stock", "pos.tasks", "events" -> caller.first(line.route(), request);
            default -> caller.ask(line.route(), request);
        };
        String answered = told.isRefused()
                ? told.body().number("/status") + " " + told.body().text("/code")
                : "success";
        return answered.equals(expected(line, role, side))
                ? Optional.empty()
                : Optional.of("%s, %s, %s: %s".formatted(line.route(), role, side, answered));
    }

    private static Socket.Told tell(Socket caller, Json page) {
        try {
            return new Socket.Told(false, caller.tell(JOURNAL, List.of(page)).getFirst());
        } catch (ApplicationErrorException refusal) {
            return Socket.refused(refusal);
        }
    }

    private static String expected(SocketPermission line, Role role, Side side) {
        Reach reach = line.reach().get(role);
        if (reach == null) {
            return "403 forbidden";
        }
        boolean isAcknowledged = line.route().equals(JOURNAL);
        if (side == Side.OWN || reach == Reach.ALL || isAcknowledged) {
            return "success";
        }
        return line.route().startsWith("pos.task.") ? "404 not-found" : "403 forbidden";
    }

    private static String secret(Role role, World world) {
        String scope = switch (role) {
            case ADMINISTRATOR, SERVICE -> "";
            case STOREFRONT -> ", channel: '%s'".formatted(world.channel());
            case STORE, TERMINAL -> ", location: '%s'".formatted(world.store());
        };
        return Api.administrator()
                .post(
                        "/api/v1/keys",
                        Json.of("{name: 'x', role: '%s'%s}".formatted(role.wire(), scope)),
                        "Idempotency-Key",
                        world.shop().fresh("key"))
                .is(201)
                .text("/secret");
    }

    private static Json part(String id) {
        return Json.of("{fulfillmentOrderId: '%s', idempotencyKey: '%s'}".formatted(id, UUID.randomUUID()));
    }

    private static Json transfer(String id) {
        return Json.of("{transferId: '%s', idempotencyKey: '%s'}".formatted(id, UUID.randomUUID()));
    }

    /** Another's location is no refusal, but an entry that is rejected. */
    private static Json sold(World world) {
        return Json.of("""
            {entries: [{sequence: %d, kind: 'sale', sku: '%s', quantity: 1, location: '%s', occurredAt: '%s'}]}\
            """.formatted(
                        SEQUENCES.incrementAndGet(),
                        world.lamp(),
                        world.store(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Json collected(World world) {
        String id = world.pickedPickup();
        String code = Work.ofAdministrator().step(id, "ready").is(200).text("/collectionCode");
        return part(id).with("/code", "'" + code + "'");
    }

    private static String number(World world) {
        return Api.administrator()
                .get("/api/v1/orders/" + world.order())
                .is(200)
                .text("/number");
    }
}
