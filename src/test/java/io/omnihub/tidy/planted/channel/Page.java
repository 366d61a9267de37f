package io.omnihub.tidy.planted.channel;

/** Breaks no rule: the edges may use each other. */
record Page(Edge edge) {}
