package io.omnihub.tidy.planted.rooms.bare;

/** Its package has no description at all. */
record Bare() {}
