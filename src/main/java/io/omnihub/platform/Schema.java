package io.omnihub.platform;

/**
 * The database's schema, brought up to date at the start of this process, before any bean was made.
 *
 * @param version of the last migration, empty if there is none
 */
public record Schema(String version) {}
