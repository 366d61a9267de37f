package io.omnihub.tidy.planted.service;

record Layered() {}
