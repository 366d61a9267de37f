package io.omnihub.tidy.planted;

import io.omnihub.tidy.planted.channel.Edge;

record UsesTheEdge(Edge edge) {}
