package io.omnihub.tidy.planted;

import io.omnihub.engine.Command;
import reactor.core.publisher.Mono;

/** A command that waits for something while it decides. */
abstract class DecideTooMuch implements Command<String> {
    abstract Mono<String> facts();

    record Facts(Mono<String> later) {}
}
