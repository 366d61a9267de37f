package io.omnihub.tidy.planted.channel;

public record Edge() {}
