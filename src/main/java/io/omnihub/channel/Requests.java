package io.omnihub.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.kernel.Versions;
import io.omnihub.kernel.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a request carries: its body, parameters and headers, each refused by name where it is at fault. */
@Component
public class Requests {
    /** Of a body, over whichever protocol. */
    public static final int MAX_BODY_BYTES = 2 * 1024 * 1024;

    public static final int MAX_DEPTH = 32;

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern ID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");
    private static final Pattern ETAGS = Pattern.compile(ETAG + "(\\s*,\\s*" + ETAG + ")*");
    private static final Pattern VERSION_ETAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
    private static final int MAX_IF_MATCH = 1_000;
    private static final int MAX_CURSOR = 512;
    private static final int MAX_SKUS = 100;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Duration bodyTimeout;
    private final JsonMapper canonical;

    /** @param bodyTimeout how long the whole of a body may take to arrive: {@code request-timeout} after that */
    Requests(@Value("${omnihub.body-timeout:20s}") Duration bodyTimeout, JsonMapper json) {
        this.bodyTimeout = bodyTimeout;
        this.canonical = json.rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_DEFAULT))
                .build();
    }

    /**
     * Refuses a request before it does anything if JSON is not what its sender accepts.
     *
     * @return the same request
     */
    public static ServerRequest acceptingJson(ServerRequest request) {
        if (!acceptsJson(request.headers().asHttpHeaders())) {
            throw notAcceptable(
                    "The answer is JSON. Accept application/json and application/problem+json, or leave Accept"
                            + " out.");
        }
        return request;
    }

    /** The answer is in none of the media types that its sender accepts: 406. */
    public static ProblemException notAcceptable(String detail) {
        return Problem.of(406, "not-acceptable", "Not acceptable", detail).toException();
    }

    /** Reads JSON as bodies are read: no member twice, nothing behind the end, no deep nesting. */
    public static JsonMapper strict() {
        return STRICT;
    }

    /** All of a request that changes something, but for what stands in its path. */
    public Mono<Call> call(ServerRequest request) {
        onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return body(request)
                .map(body -> new Call(caller, Caller.actor(request), body, givenKey(request), ifMatch(request)));
    }

    /** The body: one JSON object in UTF-8 of at most 2 MiB. */
    public Mono<Field> body(ServerRequest request) {
        return isJson(request.headers().asHttpHeaders())
                ? bytes(request).defaultIfEmpty(new byte[0]).map(this::parse)
                : Mono.error(() -> unsupported("application/json in UTF-8"));
    }

    /** A body that is no JSON, of at most 2 MiB; an empty one is none. */
    public Mono<byte[]> body(ServerRequest request, MediaType type) {
        return is(request.headers().asHttpHeaders(), type)
                ? bytes(request)
                : Mono.error(() -> unsupported(type.toString()));
    }

    private static ProblemException unsupported(String wanted) {
        return Problem.of(
                        415,
                        "unsupported-media-type",
                        "The media type is not supported",
                        "Send Content-Type: " + wanted + ", uncompressed.")
                .toException();
    }

    private Mono<byte[]> bytes(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        if (headers.getContentLength() > MAX_BODY_BYTES) {
            return Mono.error(tooLarge());
        }
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), MAX_BODY_BYTES)
                .timeout(bodyTimeout, Mono.error(Requests::tooSlow))
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .map(Requests::bytes);
    }

    /**
     * A hash of what a request means: white space, the order of members and the way in which numbers are written make no
     * difference, and neither do defaults that are left out. It is kept for ever, so it sees members by their names and
     * only those that are not false, zero or empty: a record may gain members without changing older hashes.
     *
     * @param content the request as a record of the room that it goes to
     */
    public UUID fingerprint(Object content) {
        return CommandKey.fingerprint(canonical.writeValueAsBytes(content));
    }

    /**
     * The key by which the caller makes a request idempotent; it belongs to the caller and the route, so that the
     * fingerprint covers the ids in its path.
     */
    public Optional<CommandKey> idempotencyKey(ServerRequest request, Caller caller, String route, UUID fingerprint) {
        return givenKey(request).map(key -> new CommandKey("caller:" + caller.id() + ":" + route, key, fingerprint));
    }

    private static Optional<String> givenKey(ServerRequest request) {
        List<String> given = request.headers().header(IDEMPOTENCY_KEY);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1 || !isKey(given.getFirst())) {
            throw Problem.of(
                            400,
                            "idempotency-key-invalid",
                            "The idempotency key is not valid",
                            "Send one, of 1 to 255 visible ASCII characters.")
                    .at(IDEMPOTENCY_KEY)
                    .toException();
        }
        return Optional.of(given.getFirst());
    }

    /** Whether this could be an idempotency key. */
    public static boolean isKey(String text) {
        return KEY_FORM.matcher(text).matches();
    }

    /** {@link #idempotencyKey} for a request that has no natural key. */
    public CommandKey requiredKey(ServerRequest request, Caller caller, String route, UUID fingerprint) {
        return idempotencyKey(request, caller, route, fingerprint)
                .orElseThrow(() -> Problem.of(
                                400,
                                "idempotency-key-required",
                                "An idempotency key is needed",
                                "Send the header Idempotency-Key with a key of your own, and keep it for repeats.")
                        .at(IDEMPOTENCY_KEY)
                        .toException());
    }

    /** Refuses parameters of the query other than these; one that may stand several times ends in an asterisk. */
    public static void onlyParameters(ServerRequest request, String... names) {
        Set<String> known = Set.of(names);
        request.queryParams().forEach((name, values) -> {
            if (!known.contains(name) && !known.contains(name + "*")) {
                throw Refusals.parameter(name.isEmpty() ? "?" : printable(name), "There is no such parameter.");
            }
            if (values.size() > 1 && known.contains(name)) {
                throw Refusals.parameter(name, "It may be given once.");
            }
        });
    }

    /**
     * A parameter of the query that is given in this form, or not at all.
     *
     * @param wanted says the form to who did not keep it
     */
    public static Optional<String> parameter(
            ServerRequest request, String name, Predicate<String> form, String wanted) {
        Optional<String> value = request.queryParam(name);
        if (request.queryParams().containsKey(name) && !value.filter(form).isPresent()) {
            throw Refusals.parameter(name, "Must be " + wanted + ".");
        }
        return value;
    }

    /** A parameter of the query that is the code of a location or channel. */
    public static Optional<String> code(ServerRequest request, String name) {
        return parameter(request, name, Text::isCode, Field.CODE_FORM);
    }

    /** A parameter of the query that is a value of an enum, by its name on the wire. */
    public static <E extends Enum<E> & Wire> Optional<E> word(ServerRequest request, String name, Class<E> type) {
        List<String> words = Wire.words(type);
        return parameter(request, name, words::contains, "one of " + String.join(", ", words))
                .map(word -> Wire.parse(type, word));
    }

    /** The different SKUs that the parameter {@code sku} names; it may stand up to {@value #MAX_SKUS} times. */
    public static List<Sku> skus(ServerRequest request) {
        List<String> given = request.queryParams().getOrDefault("sku", List.of());
        if (given.size() > MAX_SKUS || !given.stream().allMatch(sku -> sku != null && Sku.isValid(sku))) {
            throw Refusals.parameter("sku", "It may be given up to " + MAX_SKUS + " times, each time with a SKU.");
        }
        return given.stream().distinct().map(Sku::new).toList();
    }

    /** How many items of a list are asked for. */
    public static int limit(ServerRequest request) {
        return parameter(
                        request,
                        "limit",
                        value -> value.matches("[1-9][0-9]{0,2}") && Integer.parseInt(value) <= Page.MAX_LIMIT,
                        "a whole number from 1 to " + Page.MAX_LIMIT)
                .map(Integer::parseInt)
                .orElse(Page.DEFAULT_LIMIT);
    }

    /**
     * Where a page begins.
     *
     * @param list tells the cursors of one list from those of others
     */
    public static Optional<String> after(ServerRequest request, String list, Predicate<String> form) {
        if (!request.queryParams().containsKey("after")) {
            return Optional.empty();
        }
        String prefix = list + "\n";
        Optional<String> cursor = request.queryParam("after")
                .filter(value -> value.length() <= MAX_CURSOR)
                .flatMap(Requests::decoded)
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()))
                .filter(form);
        if (cursor.isEmpty()) {
            throw Problem.of(
                            400,
                            "invalid-cursor",
                            "The cursor is not valid",
                            "Pass the next of the page before unchanged, or leave after out to begin again.")
                    .at("after")
                    .toException();
        }
        return cursor;
    }

    /**
     * The versions that an edit may replace, from {@code If-Match}: entity tags, or {@code *}. A weak tag is taken and
     * matches none (RFC 9110). Without the header, an edit replaces and creates whatever there is.
     */
    public static Optional<Versions> ifMatch(ServerRequest request) {
        List<String> given = request.headers().header(HttpHeaders.IF_MATCH);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String tags = String.join(",", given).strip();
        if (tags.equals("*")) {
            return Optional.of(Versions.ANY);
        }
        if (tags.length() > MAX_IF_MATCH || !ETAGS.matcher(tags).matches()) {
            throw Refusals.parameter(HttpHeaders.IF_MATCH, "Send ETags as they were given, for instance \"3\", or *.");
        }
        Set<Long> versions = ETAG.matcher(tags)
                .results()
                .map(MatchResult::group)
                .filter(VERSION_ETAG.asMatchPredicate())
                .map(tag -> Long.valueOf(tag.substring(1, tag.length() - 1)))
                .collect(Collectors.toSet());
        return Optional.of(new Versions(false, versions));
    }

    /** A value in the path of something that is written. */
    public static String inPath(ServerRequest request, String name, Predicate<String> form) {
        String value = request.pathVariable(name);
        if (!form.test(value)) {
            throw Refusals.parameter(name, "The path's part does not have the form that the contract gives.");
        }
        return value;
    }

    /** An id from the path; what is none names nothing. */
    public static UUID idInPath(ServerRequest request) {
        return id(request.pathVariable("id")).orElseThrow(() -> Refusals.notFound("That is not an id."));
    }

    public static Optional<UUID> id(String text) {
        return ID_FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public static boolean isId(String text) {
        return ID_FORM.matcher(text).matches();
    }

    /** Cursors are opaque to callers. */
    static String cursor(String list, String raw) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + "\n" + raw).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String cursor) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Field parse(byte[] bytes) {
        try {
            JsonNode root = STRICT.readTree(bytes);
            if (root == null || root.isMissingNode()) {
                throw malformed("The body is empty.");
            }
            return Field.of(root);
        } catch (JacksonException malformed) {
            var where = malformed.getLocation();
            throw malformed("%s at line %d, column %d."
                    .formatted(
                            fault(malformed),
                            where == null ? 1 : where.getLineNr(),
                            where == null ? 1 : where.getColumnNr()));
        }
    }

    private static String fault(JacksonException malformed) {
        if (malformed instanceof StreamConstraintsException) {
            return "JSON may be nested %d deep, with numbers and names of usual length; reading stopped"
                    .formatted(MAX_DEPTH);
        }
        return malformed.getOriginalMessage().startsWith("Duplicate Object property")
                ? "A member stands twice in one object: the second is"
                : "Reading stopped";
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static boolean isJson(HttpHeaders headers) {
        return is(headers, MediaType.APPLICATION_JSON)
                && Optional.ofNullable(headers.getContentType())
                        .map(MediaType::getCharset)
                        .map(StandardCharsets.UTF_8::equals)
                        .orElse(true);
    }

    private static boolean is(HttpHeaders headers, MediaType wanted) {
        try {
            MediaType type = headers.getContentType();
            return type != null
                    && type.equalsTypeAndSubtype(wanted)
                    && headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream().allMatch("identity"::equalsIgnoreCase);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static boolean acceptsJson(HttpHeaders headers) {
        try {
            List<MediaType> accepted = headers.getAccept();
            return accepted.isEmpty()
                    || accepted.stream()
                            .anyMatch(type -> type.getQualityValue() > 0 && type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x21-\\x7E]", "?").substring(0, Math.min(name.length(), 64));
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(400, "malformed-json", "The body is not JSON", detail + " Send one JSON object in UTF-8.")
                .toException();
    }

    private static ProblemException tooLarge() {
        return Problem.of(
                        413,
                        "body-too-large",
                        "The body is too large",
                        "Bodies up to 2 MiB are read; split the request.")
                .toException();
    }

    private static ProblemException tooSlow() {
        return Problem.of(408, "request-timeout", "The body did not arrive", "Send the request again.")
                .toException();
    }
}
