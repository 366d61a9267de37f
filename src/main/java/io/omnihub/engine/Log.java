package io.omnihub.engine;

/**
 * An append-only table as decisions see it: nothing in it is ever read to decide.
 *
 * @param <V> its rows as values
 */
public record Log<V>(String name) {}
