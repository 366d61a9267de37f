package io.omnihub.customer;

/**
 * A key that somebody shows.
 *
 * @param authenticated the caller vouches that it is theirs: they have logged in with it, or entered a code sent to it
 */
public record Claim(IdentityKey key, boolean authenticated) {}
