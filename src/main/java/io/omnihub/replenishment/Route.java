package io.omnihub.replenishment;

import io.omnihub.kernel.LocationCode;

/** From where to where an item is to be moved. */
public record Route(LocationCode source, LocationCode destination) {}
