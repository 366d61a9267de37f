package io.omnihub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {
    @ParameterizedTest
    @CsvSource({
        "100, 102, false",
        "100, 103, true",
        "100, 97, true",
        "1000, 980, false",
        "1000, 979, true",
        "3, 1, false",
        "3, 0, true",
        "0, 2, false",
        "0, 3, true",
        "-5, 0, true"
    })
    void theLargerAllowanceHolds(long expected, long counted, boolean exceeded) {
        assertThat(new Tolerance(2, 2).isExceeded(expected, counted)).isEqualTo(exceeded);
    }
}
