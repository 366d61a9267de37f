package io.omnihub.access;

import io.omnihub.kernel.Problem;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets connections and their requests in, by the same keys, limits and kind of table as {@link BearerFilter}. */
@Component
public class SocketAccess {
    private static final Problem UNAUTHENTICATED = Problem.of(
            401,
            "unauthenticated",
            "A key is needed",
            "Send a key that was not deleted in the setup frame's metadata: message/x.rsocket.composite-metadata.v0"
                    + " with message/x.rsocket.authentication.v0, type bearer.");
    private static final Problem NO_ROUTE = Problem.of(
            404, "not-found", "Not found", "There is no such route. Check the route that the metadata names.");

    private final Callers callers;
    private final Limits limits;
    private final Addresses addresses;
    private final KeyListener keys;

    SocketAccess(Callers callers, Limits limits, Addresses addresses, KeyListener keys) {
        this.callers = callers;
        this.limits = limits;
        this.addresses = addresses;
        this.keys = keys;
    }

    /**
     * Who shows that secret; else {@code unauthenticated}, or {@code rate-limited} from where too many bad ones come.
     *
     * @param peer who opened the connection, where that is known
     */
    public Mono<Caller> caller(Optional<String> secret, @Nullable InetSocketAddress peer) {
        String address = addresses.of(peer, List.of());
        boolean isBarred = limits.ofAddress(address).stream().anyMatch(allowance -> !allowance.isGranted());
        return Mono.justOrEmpty(secret.filter(one -> !isBarred || callers.wasGood(one)))
                .flatMap(callers::bySecret)
                .switchIfEmpty(Mono.defer(() -> {
                    limits.countAddress(address).ifPresent(SocketAccess::requireGranted);
                    return Mono.error(UNAUTHENTICATED.toException());
                }));
    }

    /** Completes, within two seconds, when that secret opens nothing any more. */
    public Mono<Void> ended(Caller caller, String secret) {
        return keys.ended(caller.id(), Secret.hash(secret));
    }

    /**
     * The same caller as far as he reaches on that route: {@code rate-limited} past his limit, {@code not-found} for what
     * is not served, {@code forbidden} for another role.
     */
    public Caller admit(Caller caller, String route) {
        limits.count(caller).ifPresent(SocketAccess::requireGranted);
        SocketPermission line = SocketPermission.of(route).orElseThrow(NO_ROUTE::toException);
        Reach reach = line.reach().get(caller.role());
        if (reach == null) {
            throw Caller.forbidden("This key's role does not allow this.");
        }
        return caller.within(reach);
    }

    private static void requireGranted(Allowance allowance) {
        if (!allowance.isGranted()) {
            throw Problem.of(
                            429,
                            "rate-limited",
                            "Too many requests",
                            "More was sent than is allowed: "
                                    + allowance.limit().policy()
                                    + ". Nothing was changed. Repeat after retryAfter seconds.")
                    .with("retryAfter", Integer.parseInt(allowance.retryAfter()))
                    .toException();
        }
    }
}
