package io.omnihub.channel.pos;

import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.journal.Fingerprints;
import io.omnihub.journal.JournalEntry;
import io.omnihub.journal.JournalEntry.Correction;
import io.omnihub.journal.JournalEntry.Count;
import io.omnihub.journal.JournalEntry.Price;
import io.omnihub.journal.JournalEntry.Return;
import io.omnihub.journal.JournalEntry.Sale;
import io.omnihub.journal.JournalEntry.Told;
import io.omnihub.journal.JournalEntry.Voided;
import io.omnihub.journal.JournalKind;
import io.omnihub.journal.Rejection;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** One entry of a journal, as {@code contracts/journal-entry.schema.json} has it. */
final class JournalEntryBody {
    private static final String REFERENCE =
            "1 to %d visible ASCII characters, no @".formatted(JournalEntry.MAX_REFERENCE);
    private static final long MAX_SEQUENCE = 999_999_999_999_999_999L;
    private static final String[] ALWAYS = {"sequence", "kind", "sku", "occurredAt", "location", "receipt"};

    private JournalEntryBody() {}

    /**
     * What has a sequence is an entry, be it that nothing else of it can be read: so it can be acknowledged as rejected.
     *
     * @throws ProblemException where it has none
     */
    static JournalEntry read(Field entry) {
        long sequence = entry.requireObject().at("sequence").whole(1, MAX_SEQUENCE);
        Field alone = entry.alone();
        try {
            return fact(alone, sequence);
        } catch (ProblemException unreadable) {
            return new JournalEntry.Unreadable(
                    sequence, Fingerprints.of(alone.json()), rejection(unreadable.problem()));
        }
    }

    private static Rejection rejection(Problem problem) {
        return new Rejection(
                problem.code(),
                problem.errors().stream().map(Problem.FieldError::field).findFirst());
    }

    private static JournalEntry fact(Field body, long sequence) {
        JournalKind kind = body.at("kind").word(JournalKind.class);
        return switch (kind) {
            case SALE -> {
                known(body, "quantity", "unitPrice", "customer");
                yield new Sale(told(body, sequence), quantity(body), price(body));
            }
            case VOID -> {
                known(body, "quantity", "voids");
                yield new Voided(
                        told(body, sequence), quantity(body), body.at("voids").whole(1, sequence - 1));
            }
            case RETURN -> {
                known(body, "quantity", "restocked", "unitPrice", "customer");
                boolean restocked = body.maybe("restocked").map(Field::flag).orElse(false);
                yield new Return(told(body, sequence), quantity(body), restocked, price(body));
            }
            case RECEIPT, FOUND, WRITE_OFF, DAMAGE -> {
                known(body, "quantity");
                yield new Correction(told(body, sequence), kind, quantity(body));
            }
            case COUNT -> {
                known(body, "counted", "onHandVersion");
                Optional<Long> version = body.maybe("onHandVersion").map(field -> field.whole(0, Long.MAX_VALUE));
                yield new Count(told(body, sequence), body.at("counted").quantity(0), version);
            }
        };
    }

    private static void known(Field body, String... more) {
        body.object(Stream.concat(Arrays.stream(ALWAYS), Arrays.stream(more)).toArray(String[]::new));
    }

    private static Told told(Field body, long sequence) {
        return new Told(
                sequence,
                new Sku(body.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters")),
                time(body.at("occurredAt")),
                body.maybe("location").map(Field::code).map(LocationCode::new),
                body.maybe("receipt").map(JournalEntryBody::reference));
    }

    /** One that no clock says cannot be kept either. */
    private static Instant time(Field field) {
        Instant time = field.time();
        if (!JournalEntry.isTime(time)) {
            throw Refusals.field(
                    Rejection.TIME_OUT_OF_RANGE.code(),
                    "A time is out of range",
                    field.pointer(),
                    "Must be from the year 2000 on.");
        }
        return time;
    }

    private static long quantity(Field body) {
        return Quantity.require(body.at("quantity").quantity(1));
    }

    private static Price price(Field body) {
        return new Price(
                body.maybe("unitPrice").map(price -> price.money(0, Money.MAX_PRICE)),
                body.maybe("customer").map(JournalEntryBody::reference));
    }

    private static String reference(Field field) {
        return field.text(JournalEntry::isReference, REFERENCE);
    }
}
