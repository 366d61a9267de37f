package io.omnihub.journal;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One line of a terminal's journal. It carries ids, never names or other personal data. */
public sealed interface JournalEntry {
    /** The longest receipt's number, and the longest reference to a customer. */
    int MAX_REFERENCE = 64;

    Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    Instant END = Instant.parse("9999-01-01T00:00:00Z");

    /** From 1 on, each used once in the life of an enrolment. */
    long sequence();

    /** A hash of its content, by which a repeat is known from another entry with the same sequence. */
    UUID fingerprint();

    /** What could be read whole. */
    sealed interface Fact extends JournalEntry {
        Told told();

        JournalKind kind();

        /** Units, 1 or more; of a count those counted, 0 or more. */
        long quantity();

        /** What else it says, by the names that it has on the wire; what is absent is left out. */
        default Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            told().receipt().ifPresent(receipt -> details.put("receipt", receipt));
            return details;
        }

        @Override
        default long sequence() {
            return told().sequence();
        }

        @Override
        default UUID fingerprint() {
            return Fingerprints.of(this);
        }
    }

    /**
     * What every fact says.
     *
     * @param occurredAt by the terminal's clock
     * @param location where it names one; it must be the terminal's own
     * @param receipt the number of the receipt that it stands on
     */
    record Told(long sequence, Sku sku, Instant occurredAt, Optional<LocationCode> location, Optional<String> receipt) {
        public Told {
            if (sequence < 1) {
                throw new IllegalArgumentException("a sequence begins with 1, not with " + sequence);
            }
            if (!isTime(occurredAt)) {
                throw new IllegalArgumentException("no terminal was there then: " + occurredAt);
            }
            receipt.ifPresent(JournalEntry::requireReference);
            occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * What was paid, and by whom.
     *
     * @param unitPrice of one unit
     * @param customer a reference that means nothing to who does not know the customer
     */
    record Price(Optional<Money> unitPrice, Optional<String> customer) {
        public static final Price UNKNOWN = new Price(Optional.empty(), Optional.empty());

        public Price {
            customer.ifPresent(JournalEntry::requireReference);
        }

        private Map<String, Object> addTo(Map<String, Object> details) {
            unitPrice.ifPresent(
                    price -> details.put("unitPrice", Map.of("amount", price.amount(), "currency", price.currency())));
            customer.ifPresent(reference -> details.put("customer", reference));
            return details;
        }
    }

    record Sale(Told told, long quantity, Price price) implements Fact {
        public Sale {
            Quantity.require(quantity);
        }

        @Override
        public JournalKind kind() {
            return JournalKind.SALE;
        }

        @Override
        public Map<String, Object> details() {
            return price.addTo(Fact.super.details());
        }
    }

    /** @param voids the sequence of the sale, which the hub does not look up: it may come later */
    record Voided(Told told, long quantity, long voids) implements Fact {
        public Voided {
            Quantity.require(quantity);
            if (voids < 1 || voids >= told.sequence()) {
                throw new IllegalArgumentException("what is voided came before: " + voids);
            }
        }

        @Override
        public JournalKind kind() {
            return JournalKind.VOID;
        }

        @Override
        public Map<String, Object> details() {
            Map<String, Object> details = Fact.super.details();
            details.put("voids", voids);
            return details;
        }
    }

    /** @param restocked whether it lies on the shelf again; if not, it is not for sale until somebody has inspected it */
    record Return(Told told, long quantity, boolean restocked, Price price) implements Fact {
        public Return {
            Quantity.require(quantity);
        }

        @Override
        public JournalKind kind() {
            return JournalKind.RETURN;
        }

        @Override
        public Map<String, Object> details() {
            Map<String, Object> details = price.addTo(Fact.super.details());
            if (restocked) {
                details.put("restocked", true);
            }
            return details;
        }
    }

    /** Units that came, were found or are lost, or are damaged. */
    record Correction(Told told, JournalKind kind, long quantity) implements Fact {
        public Correction {
            Quantity.require(quantity);
            switch (kind) {
                case RECEIPT, FOUND, WRITE_OFF, DAMAGE -> {}
                case SALE, VOID, RETURN, COUNT -> throw new IllegalArgumentException("not a correction: " + kind);
            }
        }
    }

    /**
     * @param quantity what was counted, with what cannot be sold
     * @param onHandVersion of the level that the counter had in mind: if it is another by then, the count is rejected
     */
    record Count(Told told, long quantity, Optional<Long> onHandVersion) implements Fact {
        public Count {
            if (quantity < 0 || quantity > Quantity.MAX) {
                throw new IllegalArgumentException("so many units cannot be counted: " + quantity);
            }
        }

        @Override
        public JournalKind kind() {
            return JournalKind.COUNT;
        }

        @Override
        public Map<String, Object> details() {
            Map<String, Object> details = Fact.super.details();
            onHandVersion.ifPresent(version -> details.put("onHandVersion", version));
            return details;
        }
    }

    /**
     * What has a sequence and cannot be read otherwise.
     *
     * @param fingerprint a hash of what came
     */
    record Unreadable(long sequence, UUID fingerprint, Rejection why) implements JournalEntry {
        public Unreadable {
            if (sequence < 1) {
                throw new IllegalArgumentException("a sequence begins with 1, not with " + sequence);
            }
        }
    }

    /** Whether a clock can say so, be it that it is wrong: later times could not even be kept for review. */
    static boolean isTime(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(END);
    }

    /** Whether text can be a number of a receipt or a reference to a customer: visible ASCII without an {@code @}. */
    static boolean isReference(String text) {
        return Text.isTrimmed(text, MAX_REFERENCE)
                && text.chars().allMatch(character -> character > ' ' && character < 0x7F && character != '@');
    }

    private static void requireReference(String text) {
        if (!isReference(text)) {
            throw new IllegalArgumentException("not a reference: '" + text + "'");
        }
    }
}
