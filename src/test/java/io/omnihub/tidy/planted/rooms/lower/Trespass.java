package io.omnihub.tidy.planted.rooms.lower;

import io.omnihub.tidy.planted.rooms.upper.Upper;

record Trespass(Upper upper) {}
