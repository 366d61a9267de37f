package io.omnihub.access;

import static io.omnihub.access.Reach.ALL;
import static io.omnihub.access.Reach.OWN_CHANNEL;
import static io.omnihub.access.Reach.OWN_LOCATION;
import static io.omnihub.access.Role.ADMINISTRATOR;
import static io.omnihub.access.Role.SERVICE;
import static io.omnihub.access.Role.STORE;
import static io.omnihub.access.Role.STOREFRONT;
import static io.omnihub.access.Role.TERMINAL;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the table of permissions for RSocket, as {@link Permission} is of that for HTTP. Nothing there is open: who
 * has no good key gets no connection.
 *
 * @param route as the metadata of a request names it, and the contract
 */
public record SocketPermission(String route, Map<Role, Reach> reach) {
    private static final Map<Role, Reach> WORK =
            Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STORE, OWN_LOCATION, TERMINAL, OWN_LOCATION);
    private static final Map<Role, Reach> SELLING =
            Map.of(ADMINISTRATOR, ALL, STORE, OWN_LOCATION, TERMINAL, OWN_LOCATION);
    private static final Map<Role, Reach> EVENTS = Map.of(
            ADMINISTRATOR, ALL, SERVICE, ALL, STOREFRONT, OWN_CHANNEL, STORE, OWN_LOCATION, TERMINAL, OWN_LOCATION);
    /** What was bought online belongs to no store, and comes back to any. */
    private static final Map<Role, Reach> FINDING = Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STORE, ALL, TERMINAL, ALL);

    /** Its sequences belong to one enrolment. */
    private static final Map<Role, Reach> ENROLLED = Map.of(TERMINAL, OWN_LOCATION);

    /** All that the hub serves over RSocket. */
    public static final List<SocketPermission> TABLE = List.of(
            new SocketPermission("pos.journal", ENROLLED),
            new SocketPermission("pos.task.acknowledge", WORK),
            new SocketPermission("pos.task.start-picking", WORK),
            new SocketPermission("pos.task.pick", WORK),
            new SocketPermission("pos.task.pack", WORK),
            new SocketPermission("pos.task.ready", WORK),
            new SocketPermission("pos.task.collect", WORK),
            new SocketPermission("pos.task.reject", WORK),
            new SocketPermission("pos.task.ship", WORK),
            new SocketPermission("pos.task.receive", WORK),
            new SocketPermission("pos.stock", WORK),
            new SocketPermission("pos.tasks", WORK),
            new SocketPermission("pos.availability", SELLING),
            new SocketPermission("pos.order.place", SELLING),
            new SocketPermission("pos.order.find", FINDING),
            new SocketPermission("pos.return.receive", WORK),
            new SocketPermission("events", EVENTS));

    private static final Map<String, SocketPermission> BY_ROUTE =
            TABLE.stream().collect(toUnmodifiableMap(SocketPermission::route, identity()));

    public SocketPermission {
        reach = Map.copyOf(reach);
        Permission.requireFitting(route, reach);
    }

    static Optional<SocketPermission> of(String route) {
        return Optional.ofNullable(BY_ROUTE.get(route));
    }
}
