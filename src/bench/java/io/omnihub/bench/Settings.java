package io.omnihub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * What can be chosen with {@code -Dbench.…}.
 *
 * @param rounds how many ratios each median is taken of
 * @param stretch how long each number of connections is measured in each round ({@code seconds})
 * @param warmup how long each side is under load before the first round (seconds): the JIT needs it
 * @param rows which rows are measured at the hub
 * @param trials which parts are run that measure more than a ratio; {@code rows} names them, too
 * @param hubJvm options of the hub's JVM ({@code hub.jvm}, separated by spaces); none by default, as its users run it
 * @param overload for how long more orders come than can be placed ({@code overload}, seconds)
 * @param importRows of stock ({@code import.rows})
 * @param importOrders ({@code import.orders})
 * @param growthOrders that stand in the tables before orders are placed ({@code growth.orders})
 * @param idleTerminals that are connected at once ({@code terminals})
 * @param slowReaders of events, half of them terminals ({@code slow})
 * @param jar the hub
 * @param directory for the database and the hub's log; made anew
 */
record Settings(
        int rounds,
        Duration stretch,
        Duration warmup,
        List<String> rows,
        List<String> trials,
        List<String> hubJvm,
        Duration overload,
        int importRows,
        int importOrders,
        int growthOrders,
        int idleTerminals,
        int slowReaders,
        Path jar,
        Path directory) {
    /** Those of a properties file, as Maven writes it, with {@code bench.} before each name. */
    static Settings read(Path file) throws IOException {
        var properties = new Properties();
        try (var source = Files.newBufferedReader(file)) {
            properties.load(source);
        }
        return of(properties);
    }

    static Settings of(Properties properties) {
        var rows = words(
                properties.getProperty(
                        "bench.rows", "fulfilment,decisions,random,hot,random-holds,hot-holds,latency,availability"),
                ",");
        return new Settings(
                Integer.parseInt(properties.getProperty("bench.rounds", "5")),
                seconds(properties.getProperty("bench.seconds", "4")),
                seconds(properties.getProperty("bench.warmup", "60")),
                rows.stream().filter(row -> Trial.named(row).isEmpty()).toList(),
                rows.stream().filter(row -> Trial.named(row).isPresent()).toList(),
                words(properties.getProperty("bench.hub.jvm", ""), " "),
                seconds(properties.getProperty("bench.overload", "20")),
                Integer.parseInt(properties.getProperty("bench.import.rows", "1000000")),
                Integer.parseInt(properties.getProperty("bench.import.orders", "100000")),
                Integer.parseInt(properties.getProperty("bench.growth.orders", "1000000")),
                Integer.parseInt(properties.getProperty("bench.terminals", "10000")),
                Integer.parseInt(properties.getProperty("bench.slow", "1000")),
                Path.of(properties.getProperty("bench.jar", "target/omnihub.jar"))
                        .toAbsolutePath(),
                Path.of(properties.getProperty("bench.directory", "target/bench"))
                        .toAbsolutePath());
    }

    Settings withHubJvm(List<String> options) {
        return new Settings(
                rounds,
                stretch,
                warmup,
                rows,
                trials,
                options,
                overload,
                importRows,
                importOrders,
                growthOrders,
                idleTerminals,
                slowReaders,
                jar,
                directory);
    }

    private static Duration seconds(String number) {
        return Duration.ofMillis(Math.round(1000 * Double.parseDouble(number)));
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
