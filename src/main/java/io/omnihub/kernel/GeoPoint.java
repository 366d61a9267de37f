package io.omnihub.kernel;

/**
 * A point on the globe (WGS 84).
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 */
public record GeoPoint(double latitude, double longitude) {
    private static final double EARTH_RADIUS_KM = 6371.0088;

    public GeoPoint {
        if (!isLatitude(latitude) || !isLongitude(longitude)) {
            throw new IllegalArgumentException("off the globe: " + latitude + ", " + longitude);
        }
    }

    public static boolean isLatitude(double degrees) {
        return degrees >= -90 && degrees <= 90;
    }

    public static boolean isLongitude(double degrees) {
        return degrees >= -180 && degrees <= 180;
    }

    /** The great-circle distance by the haversine formula, on a sphere of the mean radius of the Earth. */
    public double distanceKm(GeoPoint other) {
        double latitude1 = Math.toRadians(latitude);
        double latitude2 = Math.toRadians(other.latitude);
        double sinLatitude = Math.sin((latitude2 - latitude1) / 2);
        double sinLongitude = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double a = sinLatitude * sinLatitude + Math.cos(latitude1) * Math.cos(latitude2) * sinLongitude * sinLongitude;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
