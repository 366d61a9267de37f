package io.omnihub.returns;

import java.util.UUID;

/** A return, as its order names it. */
public record ReturnOfOrder(UUID id, ReturnState state) {
    /** So many of an order are named at most. */
    public static final int MAX = 200;
}
