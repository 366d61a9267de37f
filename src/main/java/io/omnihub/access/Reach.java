package io.omnihub.access;

import io.omnihub.kernel.Wire;

/** How far a role reaches on a route. */
public enum Reach implements Wire {
    ALL,
    /** What belongs to the key's own channel. */
    OWN_CHANNEL,
    /** What belongs to the key's own location. */
    OWN_LOCATION;

    /** The scope of a key on a route with this reach. */
    Scope of(Scope own) {
        return this == ALL ? new Scope.Everything() : own;
    }
}
