package io.omnihub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What stands behind a row's ratios: the medians over all rounds of everything that was measured, by name. */
final class Cells {
    private final String unit;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    /** @param unit what is counted, for instance an order */
    Cells(String unit) {
        this.unit = unit;
    }

    void add(String name, Sample sample) {
        samples.computeIfAbsent(name, _ -> new ArrayList<>()).add(sample);
    }

    @Override
    public String toString() {
        return samples.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(cell -> line(cell.getKey(), cell.getValue()))
                .collect(Collectors.joining());
    }

    private String line(String name, List<Sample> rounds) {
        return String.format(
                Locale.ROOT,
                "    %-22s %7.0f %ss/s   p50 %7.2f ms   p99 %7.2f ms   CPU for one: client %4.0f µs, hub %4.0f"
                        + " µs%n",
                name,
                median(rounds, Sample::perSecond),
                unit,
                median(rounds, sample -> sample.latencyMs(0.5)),
                median(rounds, sample -> sample.latencyMs(0.99)),
                median(rounds, Sample::clientCpuMicros),
                median(rounds, Sample::hubCpuMicros));
    }

    private static double median(List<Sample> rounds, ToDoubleFunction<Sample> value) {
        return Ratios.median(rounds.stream().mapToDouble(value).boxed().toList());
    }
}
