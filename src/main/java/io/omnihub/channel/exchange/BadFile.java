package io.omnihub.channel.exchange;

import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;

/** Why a file is refused as a whole, before anything of it is carried out. */
final class BadFile {
    private BadFile() {}

    static ProblemException tooLarge(long maxBytes) {
        return Problem.of(
                        413,
                        "body-too-large",
                        "The file is too large",
                        "Files up to %,d bytes are read; split it.".formatted(maxBytes))
                .toException();
    }

    static ProblemException expandsTooMuch(long maxBytes, int maxRatio) {
        return Problem.of(
                        413,
                        "expands-too-much",
                        "The file grows too large when it is unpacked",
                        "At most %,d bytes are unpacked, and no more than %d times what was sent."
                                .formatted(maxBytes, maxRatio))
                .toException();
    }

    static ProblemException gzip() {
        return refusal(
                "malformed-gzip",
                "The file cannot be unpacked",
                "It is not gzip, or was cut off. Send it again, whole.");
    }

    static ProblemException text(long line) {
        return at(
                line,
                refusal(
                        "malformed-text",
                        "The file is not text in UTF-8",
                        "Line %d has bytes that are not UTF-8, or a control character. Write all of it in UTF-8."
                                .formatted(line)));
    }

    static ProblemException line(long line, int maxBytes) {
        return at(
                line,
                refusal(
                        "line-too-long",
                        "A line is too long",
                        "Line %d has more than %,d bytes.".formatted(line, maxBytes)));
    }

    static ProblemException header(String detail) {
        return at(1, refusal("malformed-header", "The header does not fit", detail));
    }

    static ProblemException csv(long line, String detail) {
        return at(
                line,
                refusal("malformed-csv", "The file is not CSV", "The row at line %d: %s".formatted(line, detail)));
    }

    private static ProblemException refusal(String code, String title, String detail) {
        return Problem.of(422, code, title, detail).toException();
    }

    private static ProblemException at(long line, ProblemException refusal) {
        return refusal.problem().with("line", line).toException();
    }
}
