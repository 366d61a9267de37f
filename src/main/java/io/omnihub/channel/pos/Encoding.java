package io.omnihub.channel.pos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.omnihub.channel.Field;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;
import io.rsocket.Payload;
import io.rsocket.util.DefaultPayload;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** How the data of a connection is written. Both make the same tree, so that one strict reader serves both. */
enum Encoding {
    JSON("application/json"),
    CBOR("application/cbor");

    /** Of one payload, as of a body over HTTP. */
    static final int MAX_BYTES = Requests.MAX_BODY_BYTES;

    private static final ObjectMapper STRICT_CBOR = strictCbor();

    private final String mimeType;

    Encoding(String mimeType) {
        this.mimeType = mimeType;
    }

    private ObjectMapper mapper() {
        return switch (this) {
            case JSON -> Requests.strict();
            case CBOR -> STRICT_CBOR;
        };
    }

    private static ObjectMapper strictCbor() {
        return CBORMapper.builder(CBORFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(Requests.MAX_DEPTH)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    static Optional<Encoding> of(String mimeType) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.mimeType.equalsIgnoreCase(mimeType))
                .findFirst();
    }

    /** One object: {@code body-too-large}, {@code malformed-json} for either encoding, else {@code invalid-field}. */
    Field read(Payload payload) {
        ByteBuf data = payload.sliceData();
        if (data.readableBytes() > MAX_BYTES) {
            throw Problem.of(
                            413,
                            "body-too-large",
                            "The body is too large",
                            "Payloads up to 2 MiB are read; split the request.")
                    .toException();
        }
        try {
            JsonNode root = mapper().readTree(ByteBufUtil.getBytes(data));
            if (root == null || root.isMissingNode()) {
                throw malformed("The payload's data is empty.");
            }
            return Field.of(root).requireObject();
        } catch (JacksonException unreadable) {
            throw malformed("Reading stopped at byte %d."
                    .formatted(Math.max(0, unreadable.getLocation().getByteOffset())));
        }
    }

    private ProblemException malformed(String detail) {
        return Problem.of(
                        400,
                        "malformed-json",
                        "The data cannot be read",
                        detail + " Send one object as " + mimeType + ", no member twice.")
                .toException();
    }

    /** @param json writes what it holds as the contract says */
    Payload write(Object body, JsonMapper json) {
        return DefaultPayload.create(
                this == JSON ? json.writeValueAsBytes(body) : mapper().writeValueAsBytes(json.valueToTree(body)));
    }
}
