package io.omnihub.sample;

import java.util.List;
import java.util.Optional;

/** What one invoice asks of the hub. */
sealed interface SampleEvent {
    String invoice();

    /** A purchase; the same code can stand on several lines. */
    record Sale(String invoice, Optional<String> customer, String country, List<Line> lines) implements SampleEvent {
        public Sale {
            lines = List.copyOf(lines);
        }
    }

    /** The taking back of goods bought earlier; it does not say on which invoice. */
    record Cancellation(String invoice, Optional<String> customer, List<Line> lines) implements SampleEvent {
        public Cancellation {
            lines = List.copyOf(lines);
        }
    }

    /** Goods that are broken, lost or miscounted. */
    record WriteOff(String invoice, List<Line> lines) implements SampleEvent {
        public WriteOff {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param units 1 or more, whichever way they go
     * @param unitPrice pence, 0 or more
     */
    record Line(String sku, int units, long unitPrice) {
        public Line {
            if (units < 1 || unitPrice < 0) {
                throw new IllegalArgumentException("no line of goods: " + units + " × " + sku + " at " + unitPrice);
            }
        }
    }
}
