package io.omnihub.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.engine.Actor;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MakeCycleCountTest {
    private static final UUID ID = new UUID(1, 1);

    @Test
    void aCount_weighsWhatItWrites() {
        Set<Sku> skus = IntStream.range(0, CycleCount.MAX_LINES)
                .mapToObj(i -> new Sku("SKU-" + i))
                .collect(Collectors.toSet());

        assertThat(SimulatedCounts.make(ID, Actor.hub(ID), new LocationCode("S001"), skus)
                        .reads()
                        .weight())
                .isGreaterThanOrEqualTo(skus.size());
    }
}
