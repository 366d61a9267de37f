package io.omnihub.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of events that the hub's source names. Where a type is put together, any word fits into it that stands in the
 * same room, as a text or as a constant.
 */
final class AnnouncedTypes {
    private static final Pattern NAMED = Pattern.compile("\"(io\\.omnihub\\.[^;{]*?\\.v1)\"");
    private static final Pattern PUT_TOGETHER = Pattern.compile("\"\\s*\\+ .*?\\+ \"|%s", Pattern.DOTALL);
    private static final String WORD = "([a-z-]+)";

    private final List<Announced> announced;

    private AnnouncedTypes(List<Announced> announced) {
        this.announced = announced;
    }

    /** @param room the whole text of the package that names it */
    private record Announced(Pattern type, String room) {
        boolean fits(String name) {
            Matcher matcher = type.matcher(name);
            return matcher.matches()
                    && IntStream.rangeClosed(1, matcher.groupCount())
                            .mapToObj(matcher::group)
                            .allMatch(this::stands);
        }

        private boolean stands(String word) {
            String constant = word.toUpperCase(Locale.ROOT).replace('-', '_');
            return room.contains('"' + word + '"')
                    || Pattern.compile("\\b" + constant + "\\b").matcher(room).find();
        }
    }

    static AnnouncedTypes below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            var rooms = all.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            Path::getParent, Collectors.mapping(AnnouncedTypes::text, Collectors.joining())));
            List<Announced> announced = new ArrayList<>();
            rooms.values()
                    .forEach(room -> NAMED.matcher(room)
                            .results()
                            .map(AnnouncedTypes::pattern)
                            .forEach(type -> announced.add(new Announced(type, room))));
            return new AnnouncedTypes(announced);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean contain(String type) {
        return announced.stream().anyMatch(one -> one.fits(type));
    }

    /** Those that are none of these, as patterns. */
    List<String> without(List<String> types) {
        return announced.stream()
                .filter(one -> types.stream().noneMatch(one::fits))
                .map(one -> one.type().pattern())
                .toList();
    }

    int count() {
        return announced.size();
    }

    private static Pattern pattern(MatchResult named) {
        return Pattern.compile(
                PUT_TOGETHER.matcher(named.group(1).replace(".", "\\.")).replaceAll(Matcher.quoteReplacement(WORD)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
