package io.omnihub;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs of this machine, beyond the JDK, that some tests need. */
final class Programs {
    private Programs() {}

    /** Those programs; empty where one is missing, which in CI is a failure: no test is left out there. */
    static Optional<List<Path>> find(String... names) {
        List<Path> found =
                Arrays.stream(names).flatMap(name -> find(name).stream()).toList();
        if (found.size() == names.length) {
            return Optional.of(found);
        }
        if (System.getenv().containsKey("CI")) {
            throw new IllegalStateException("CI needs " + String.join(" and ", names) + ".");
        }
        return Optional.empty();
    }

    private static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
