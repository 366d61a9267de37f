package io.omnihub.fulfillment;

import io.omnihub.kernel.Quantity;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Units of one line of the order. */
public record Units(int lineNumber, long quantity) {
    public Units {
        Quantity.require(quantity);
    }

    /** Units of the same line in several places together, by line number. */
    public static Map<Integer, Long> sum(Stream<Units> units) {
        return units.collect(Collectors.toMap(Units::lineNumber, Units::quantity, Long::sum, TreeMap::new));
    }
}
