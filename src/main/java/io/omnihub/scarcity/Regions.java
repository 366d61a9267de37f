package io.omnihub.scarcity;

import io.omnihub.kernel.GeoPoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Destinations that lie near each other count as one: the middle of all that lie in the same square of a grid. */
final class Regions {
    /** A square's side at first, in degrees: some tens of kilometres. */
    private static final double FINEST = 0.25;

    private record Square(long row, long column) {}

    private static final class Middle {
        private double latitudes;
        private double longitudes;
        private int points;

        void add(GeoPoint point) {
            latitudes += point.latitude();
            longitudes += point.longitude();
            points++;
        }

        GeoPoint point() {
            return new GeoPoint(latitudes / points, longitudes / points);
        }
    }

    private final double side;
    private final Map<Square, GeoPoint> middles = new HashMap<>();

    private Regions(double side, Map<Square, Middle> gathered) {
        this.side = side;
        gathered.forEach((square, middle) -> middles.put(square, middle.point()));
    }

    /** Of these points, in as fine a grid as has no more regions. */
    static Regions of(Collection<GeoPoint> points, int atMost) {
        for (double side = FINEST; ; side *= 2) {
            Map<Square, Middle> gathered = new HashMap<>();
            for (GeoPoint point : points) {
                gathered.computeIfAbsent(square(point, side), _ -> new Middle()).add(point);
            }
            if (gathered.size() <= atMost || side > 360) {
                return new Regions(side, gathered);
            }
        }
    }

    /** The middle of the region of one of the points. */
    GeoPoint of(GeoPoint point) {
        return Objects.requireNonNull(middles.get(square(point, side)));
    }

    private static Square square(GeoPoint point, double side) {
        return new Square(
                (long) Math.floor((point.latitude() + 90) / side), (long) Math.floor((point.longitude() + 180) / side));
    }
}
