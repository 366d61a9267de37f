package io.omnihub.sample;

import io.omnihub.kernel.GeoPoint;

/**
 * A place where parcels go.
 *
 * @param country as the invoices call it
 * @param isoCode of the country, ISO 3166-1 alpha-2
 */
record Town(String country, String isoCode, String name, long population, double latitude, double longitude) {
    GeoPoint position() {
        return new GeoPoint(latitude, longitude);
    }
}
