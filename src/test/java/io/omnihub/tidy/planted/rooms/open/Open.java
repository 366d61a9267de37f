package io.omnihub.tidy.planted.rooms.open;

record Open() {}
