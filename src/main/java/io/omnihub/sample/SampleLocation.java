package io.omnihub.sample;

import io.omnihub.kernel.GeoPoint;

/** A store or warehouse of the sample retailer. */
record SampleLocation(
        String code,
        String name,
        String kind,
        double latitude,
        double longitude,
        int dailyCapacity,
        int leadTimeMinutes) {

    boolean isWarehouse() {
        return kind.equals("warehouse");
    }

    GeoPoint position() {
        return new GeoPoint(latitude, longitude);
    }
}
