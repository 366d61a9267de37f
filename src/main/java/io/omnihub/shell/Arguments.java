package io.omnihub.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind a command: options with their values, and the files.
 *
 * @param options by their names, without the dashes
 */
record Arguments(Map<String, String> options, List<String> files) {
    Arguments {
        options = Map.copyOf(options);
        files = List.copyOf(files);
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static Arguments of(List<String> words, Set<String> known) {
        Map<String, String> options = new HashMap<>();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                files.add(word);
                continue;
            }
            String[] nameAndValue = word.substring(2).split("=", 2);
            if (!known.contains(nameAndValue[0])) {
                throw new IllegalArgumentException("There is no option --" + nameAndValue[0] + ".");
            }
            if (nameAndValue.length == 1 && i + 1 == words.size()) {
                throw new IllegalArgumentException("--" + nameAndValue[0] + " has no value.");
            }
            options.put(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : words.get(++i));
        }
        return new Arguments(options, files);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    String required(String name) {
        return option(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing."));
    }
}
