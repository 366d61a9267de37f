package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Who sent a request.
 *
 * @param id of the key, which stays when its secret is rotated
 * @param scope what it may see and change; on a route, no more than the table of permissions says
 */
public record Caller(UUID id, String name, Role role, Scope scope) {
    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String OPERATION = ATTRIBUTE + ".operation";

    /** The caller that {@link BearerFilter} has found for an exchange with these attributes. */
    public static Caller of(Map<String, Object> attributes) {
        return (Caller) Objects.requireNonNull(attributes.get(ATTRIBUTE));
    }

    /** The same as the actor of what the request changes. */
    public static Actor actor(ServerRequest request) {
        return of(request.attributes())
                .actor(
                        (String) Objects.requireNonNull(request.attributes().get(OPERATION)),
                        request.exchange().getRequest().getId());
    }

    /**
     * The same as the actor of what a request changes.
     *
     * @param operation of the contract
     * @param request as the hub's own log calls it
     */
    public Actor actor(String operation, String request) {
        return new Actor(id, role.wire(), name, operation, request, true);
    }

    void putInto(Map<String, Object> attributes, String operation) {
        attributes.put(ATTRIBUTE, this);
        attributes.put(OPERATION, operation);
    }

    Caller within(Reach reach) {
        return new Caller(id, name, role, reach.of(scope));
    }

    /** Whether it is bound to nothing. */
    public boolean seesEverything() {
        return scope.reach() == Reach.ALL;
    }

    /** Whether what belongs to that channel is there for this caller. */
    public boolean sees(ChannelCode channel) {
        return scope.covers(channel);
    }

    /** Whether what belongs to that location is there for this caller. */
    public boolean sees(LocationCode location) {
        return scope.covers(location);
    }

    /** Refuses a request that names another's channel: {@code forbidden}, be there such a channel or not. */
    public void require(ChannelCode channel) {
        if (!sees(channel)) {
            throw forbidden("This key belongs to another channel.");
        }
    }

    /** Refuses a request that names another's location: {@code forbidden}, be there such a location or not. */
    public void require(LocationCode location) {
        if (!sees(location)) {
            throw forbidden("This key belongs to another location.");
        }
    }

    /** Whether its role may do this everywhere by the operation of that name. */
    public boolean mayAll(String operation) {
        return Permission.reach(operation, role)
                .filter(reach -> reach == Reach.ALL)
                .isPresent();
    }

    /** Refuses a caller whose role may not: {@code forbidden}. */
    public void requireAll(String operation) {
        if (!mayAll(operation)) {
            throw forbidden("This key's role does not allow this.");
        }
    }

    /**
     * The same for one field.
     *
     * @param field of the body that asks for it
     */
    public void requireAll(String operation, String field) {
        if (!mayAll(operation)) {
            throw Problem.of(403, "forbidden", "Not allowed", "This key's role does not allow this field.")
                    .at(field)
                    .toException();
        }
    }

    /**
     * Whether its role may ask for a step of what is there for it; a terminal, which speaks RSocket alone, as far as there is
     * a route for that.
     *
     * @param pattern of the route of HTTP that takes the step
     * @param route of RSocket that would
     */
    public boolean mayStep(String pattern, String route) {
        return role == Role.TERMINAL
                ? SocketPermission.of(route)
                        .filter(permission -> permission.reach().containsKey(role))
                        .isPresent()
                : Permission.mayPost(pattern, role);
    }

    /** The channel that a list is cut to: the one that the request names, else the one that the caller is bound to. */
    public Optional<ChannelCode> ofChannel(Optional<ChannelCode> named) {
        if (scope.channel().isPresent()) {
            named.ifPresent(this::require);
        }
        return named.or(scope::channel);
    }

    /** The location that a list is cut to, likewise. */
    public Optional<LocationCode> ofLocation(Optional<LocationCode> named) {
        if (scope.location().isPresent()) {
            named.ifPresent(this::require);
        }
        return named.or(scope::location);
    }

    static RuntimeException forbidden(String detail) {
        return Problem.of(403, "forbidden", "Not allowed", detail).toException();
    }
}
