package io.omnihub.tidy.planted.rooms.upper;

public record Upper() {}
