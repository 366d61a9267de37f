package io.omnihub.inbound;

import io.omnihub.kernel.Sku;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Something that is done with an expected receipt. */
public sealed interface ReceiptStep {
    /** Its name in the contract, and what is told of it. */
    String name();

    /**
     * Units have come.
     *
     * @param units of each SKU, in their order, so that the same is the same to every replica; more than was expected has come all the same
     * @param close whether nothing more is expected
     */
    record Receive(Map<Sku, Long> units, boolean close) implements ReceiptStep {
        public Receive {
            units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        }

        @Override
        public String name() {
            return "receive";
        }
    }

    /** It will not come, and nothing of it has. */
    record Cancel() implements ReceiptStep {
        @Override
        public String name() {
            return "cancel";
        }
    }

    /** It should have come: it is expected a day later, each day anew. The hub's own. */
    record FindLate() implements ReceiptStep {
        @Override
        public String name() {
            return "find-late";
        }
    }

    /** What is received, in the order of its SKUs; none where that is not what is done. */
    default List<Sku> skus() {
        return this instanceof Receive receive
                ? receive.units().keySet().stream().sorted().toList()
                : List.of();
    }
}
