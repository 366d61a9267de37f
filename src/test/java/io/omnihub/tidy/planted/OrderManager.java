package io.omnihub.tidy.planted;

record OrderManager() {}
