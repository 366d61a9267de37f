package io.omnihub.tidy.planted;

import java.util.UUID;

record RollsDice() {
    UUID id() {
        return UUID.randomUUID();
    }
}
