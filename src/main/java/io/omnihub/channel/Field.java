package io.omnihub.channel;

import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Text;
import io.omnihub.kernel.Wire;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value in a request's body together with where it stands, so that each refusal names the field at fault by its JSON
 * pointer. Reading is strict: nothing is converted, and the first fault is thrown as a {@link Problem} with status 422.
 */
public final class Field {
    private static final double MAX_EXACT_DOUBLE = 1L << 53;
    /** What codes of locations and channels look like, in words. */
    static final String CODE_FORM = "1 to 32 of A-Z a-z 0-9 . _ -, the first a letter or digit";

    private static final int MAX_SHOWN = 40;
    private static final int MAX_TIME = 40;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    private final JsonNode node;
    private final String pointer;

    /** A whole body, or a row of a file. */
    public static Field of(JsonNode root) {
        return new Field(root, "");
    }

    private Field(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }

    /** An object with no other members than these. */
    public Field object(String... members) {
        requireObject();
        Set<String> known = Set.of(members);
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw Refusals.field(
                        "unknown-field",
                        "A field is unknown",
                        pointer + "/" + escaped(name),
                        "There is no such field here; " + (members.length == 0 ? "nothing" : String.join(", ", members))
                                + " can be sent.");
            }
        }
        return this;
    }

    /** An object with any members. */
    public Field requireObject() {
        if (!node.isObject()) {
            throw invalid("Must be an object.");
        }
        return this;
    }

    /** The same object with fewer members: those that somebody else has read. */
    public Field without(String... members) {
        return node instanceof ObjectNode object
                ? new Field(object.objectNode().setAll(object).without(List.of(members)), pointer)
                : this;
    }

    /** The same value as if it were all there is: what is wrong with it is named from here on. */
    public Field alone() {
        return of(node);
    }

    /** As it came, but for white space. */
    public String json() {
        return node.toString();
    }

    /** The same object with that member, where it has none of its own. */
    public Field orWith(String member, String text) {
        return node instanceof ObjectNode object && !object.has(member)
                ? new Field(object.objectNode().setAll(object).put(member, text), pointer)
                : this;
    }

    /** A member that must be there. */
    public Field at(String member) {
        return maybe(member)
                .orElseThrow(() -> Refusals.field(
                        "missing-field", "A field is missing", pointer + "/" + member, "This field is required."));
    }

    public Optional<Field> maybe(String member) {
        return Optional.ofNullable(node.get(member)).map(value -> new Field(value, pointer + "/" + member));
    }

    /** A member that may be left out, or null for the same. */
    public Optional<Field> unlessNull(String member) {
        return maybe(member).filter(value -> !value.node.isNull());
    }

    /** @param tooMany the code of the refusal where there are more than {@code max} */
    public List<Field> items(int min, int max, String tooMany) {
        if (!node.isArray()) {
            throw invalid("Must be an array.");
        }
        if (node.size() > max) {
            throw Refusals.field(
                    tooMany,
                    "Too many at once",
                    pointer,
                    "There are %d; %d are taken at most.".formatted(node.size(), max));
        }
        if (node.size() < min) {
            throw invalid("Must have at least " + min + ".");
        }
        List<Field> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(new Field(node.get(i), pointer + "/" + i));
        }
        return items;
    }

    public String text(Predicate<String> form, String expected) {
        if (!node.isString()) {
            throw invalid("Must be a string: " + expected + ".");
        }
        String text = node.stringValue();
        if (!form.test(text)) {
            throw invalid("Must be " + expected + ".");
        }
        return text;
    }

    /** Text of 1 to {@code max} characters without control characters, not all of them white space. */
    public String text(int max) {
        return text(
                text -> Text.isValid(text, 1, max) && !text.isBlank(),
                "1 to " + max + " characters, not blank, none of them a control");
    }

    /** Text with lines, which end as Unix has them whatever they came with. */
    public String prose(int max) {
        text(
                text -> Text.isProse(lines(text), max),
                "1 to " + max + " characters of text, not blank; no controls but line breaks and tabs");
        return lines(node.stringValue());
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** {@link #text(int)} without white space at either end. */
    public String trimmed(int max) {
        return text(
                text -> Text.isTrimmed(text, max),
                "1 to " + max + " characters, none of them a control, without white space at either end");
    }

    /** A code of a location or channel. */
    public String code() {
        return text(Text::isCode, CODE_FORM);
    }

    /** A value of an enum, by its name on the wire. */
    public <E extends Enum<E> & Wire> E word(Class<E> type) {
        return word(type, EnumSet.allOf(type));
    }

    /** @param taken of all there are */
    public <E extends Enum<E> & Wire> E word(Class<E> type, Set<E> taken) {
        List<String> words = taken.stream().map(Wire::wire).toList();
        return Wire.parse(type, text(words::contains, "one of " + String.join(", ", words)));
    }

    public boolean flag() {
        if (!node.isBoolean()) {
            throw invalid("Must be true or false.");
        }
        return node.booleanValue();
    }

    public double number(double min, double max) {
        if (!node.isNumber()) {
            throw invalid("Must be a number.");
        }
        double number = node.doubleValue(Double.NaN);
        if (!(number >= min && number <= max)) {
            throw invalid("Must be %s to %s.".formatted(shown(min), shown(max)));
        }
        return number;
    }

    /** Units, at least {@code min}. */
    public long quantity(long min) {
        return whole(min, Quantity.MAX, "quantity-out-of-range", "A quantity is out of range");
    }

    public long whole(long min, long max) {
        return whole(min, max, "invalid-field", "A field is not valid");
    }

    /** A whole number, also where it is written as {@code 6.0}. */
    public long whole(long min, long max, String outOfRange, String title) {
        if (!node.isNumber()) {
            throw invalid("Must be a whole number.");
        }
        OptionalLong whole = node.isIntegralNumber() ? node.longValueOpt() : exact(node.doubleValue());
        return whole.stream()
                .filter(number -> number >= min && number <= max)
                .findFirst()
                .orElseThrow(
                        () -> Refusals.field(outOfRange, title, pointer, "Must be %,d to %,d.".formatted(min, max)));
    }

    /** A whole number that was written with a point or exponent; none where it is too large to be exact. */
    private OptionalLong exact(double number) {
        if (number != Math.rint(number)) {
            throw invalid("Must be a whole number.");
        }
        return Math.abs(number) <= MAX_EXACT_DOUBLE ? OptionalLong.of((long) number) : OptionalLong.empty();
    }

    /** A time in the past, or a little ahead, as another machine's clock may be. */
    public Instant time(Instant now) {
        Instant time = time();
        if (time.isBefore(EARLIEST) || time.isAfter(now.plus(MAX_AHEAD))) {
            throw invalid("Must be from the year 2000 on, and no more than a day ahead.");
        }
        return time;
    }

    /** Any time. */
    public Instant time() {
        String text = text(MAX_TIME);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw invalid("Must be a time as in RFC 3339, for instance 2026-03-02T08:00:00Z.");
        }
    }

    /** A point on the globe. */
    public GeoPoint position() {
        Field position = object("latitude", "longitude");
        return new GeoPoint(
                position.at("latitude").number(-90, 90),
                position.at("longitude").number(-180, 180));
    }

    /** An amount in the minor unit of a currency. */
    public Money money(long min, long max) {
        Field money = object("amount", "currency");
        return new Money(
                money.at("amount").whole(min, max, "money-out-of-range", "Money is out of range"),
                money.at("currency").currency());
    }

    /** The code of a currency. */
    public String currency() {
        return text(Money::isCurrency, "a currency of ISO 4217, for instance GBP");
    }

    public ProblemException invalid(String detail) {
        return Refusals.field("invalid-field", "A field is not valid", pointer, detail);
    }

    private static String shown(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    /** A member's name as a part of a JSON pointer (RFC 6901), short, and free of what no answer can carry. */
    private static String escaped(String name) {
        return name.codePoints()
                .limit(MAX_SHOWN)
                .mapToObj(Character::toString)
                .map(character -> Text.isValid(character, 1, 1) ? character : "\uFFFD")
                .collect(Collectors.joining())
                .replace("~", "~0")
                .replace("/", "~1");
    }
}
