package io.omnihub.channel;

import java.net.URI;
import java.util.Optional;

/**
 * What a call came to, by whichever protocol it is told.
 */
public sealed interface Outcome {
    /** As the contract shows it. */
    Object body();

    /** Of a resource that has one. */
    Optional<Long> version();

    /** @param location of the new resource, over HTTP */
    record Created(Object body, Optional<Long> version, URI location) implements Outcome {}

    record Done(Object body, Optional<Long> version) implements Outcome {}

    /** An earlier call with the same key did it; the body shows it as it is now. */
    record Replayed(Object body, Optional<Long> version) implements Outcome {}

    /** A step with something that has a version. */
    static Outcome step(boolean repeated, long version, Object body) {
        return repeated ? new Replayed(body, Optional.of(version)) : new Done(body, Optional.of(version));
    }

    /** Something without a version. */
    static Outcome made(boolean repeated, URI location, Object body) {
        return repeated ? new Replayed(body, Optional.empty()) : new Created(body, Optional.empty(), location);
    }
}
