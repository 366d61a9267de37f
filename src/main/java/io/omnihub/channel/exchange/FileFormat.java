package io.omnihub.channel.exchange;

import io.omnihub.channel.Requests;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** How the rows of a file are written: JSON objects, one a line, or lines of values under a header. Always in UTF-8. */
enum FileFormat implements Wire {
    NDJSON("application/x-ndjson"),
    CSV("text/csv");

    private static final String GZIP = "gzip";

    private final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    MediaType mediaType() {
        return MediaType.parseMediaType(mediaType);
    }

    /** What the body is declared to be. */
    static FileFormat declared(HttpHeaders headers) {
        Optional<FileFormat> declared = Optional.empty();
        try {
            declared = Optional.ofNullable(headers.getContentType())
                    .filter(type ->
                            type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))
                    .flatMap(type -> Arrays.stream(values())
                            .filter(format -> format.mediaType().equalsTypeAndSubtype(type))
                            .findFirst());
        } catch (IllegalArgumentException unreadable) {
            // Refused like any other.
        }
        return declared.orElseThrow(FileFormat::unsupported);
    }

    /** Whether the body is declared to be packed, in the one way that is taken. */
    static boolean isPacked(HttpHeaders headers) {
        List<String> encodings = headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream()
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .toList();
        if (encodings.isEmpty()) {
            return false;
        }
        if (encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase(GZIP)) {
            return true;
        }
        throw unsupported();
    }

    /** The first of those that the caller accepts, rather NDJSON where both serve. */
    static FileFormat accepted(HttpHeaders headers) {
        try {
            List<MediaType> accepted = headers.getAccept();
            return Arrays.stream(values())
                    .filter(format -> accepted.isEmpty()
                            || accepted.stream()
                                    .anyMatch(type -> type.getQualityValue() > 0 && type.includes(format.mediaType())))
                    .findFirst()
                    .orElseThrow(() -> Requests.notAcceptable("The answer is application/x-ndjson or text/csv."));
        } catch (InvalidMediaTypeException unreadable) {
            throw Requests.notAcceptable("The answer is application/x-ndjson or text/csv.");
        }
    }

    private static RuntimeException unsupported() {
        return Problem.of(
                        415,
                        "unsupported-media-type",
                        "The media type is not supported",
                        "Send Content-Type: application/x-ndjson or text/csv in UTF-8, as it is or with"
                                + " Content-Encoding: gzip.")
                .toException();
    }
}
