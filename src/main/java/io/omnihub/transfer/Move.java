package io.omnihub.transfer;

import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Something that is done with a transfer, with what that needs to be known. */
public sealed interface Move {
    TransferStep step();

    record Approve() implements Move {
        @Override
        public TransferStep step() {
            return TransferStep.APPROVE;
        }
    }

    record StartPicking() implements Move {
        @Override
        public TransferStep step() {
            return TransferStep.START_PICKING;
        }
    }

    /**
     * @param lines what leaves and what is not there; empty for all that is left, leaving
     * @param expectedAt when it arrives, where that is known better now
     */
    record Ship(List<Sent> lines, Optional<String> carrier, Optional<String> tracking, Optional<Instant> expectedAt)
            implements Move {
        public Ship {
            lines = List.copyOf(lines);
            requireDistinct(lines.stream().map(Sent::lineNumber).toList());
        }

        @Override
        public TransferStep step() {
            return TransferStep.SHIP;
        }
    }

    /** @param missing units that are not there and never will be */
    record Sent(int lineNumber, long quantity, long missing) {
        public Sent {
            if (quantity < 0 || missing < 0 || quantity + missing < 1) {
                throw new IllegalArgumentException("nothing is said of line " + lineNumber);
            }
        }
    }

    /** Something arrives. */
    sealed interface Arrival extends Move {
        /** Whether more may come than was sent. */
        boolean allowExcess();

        @Override
        default TransferStep step() {
            return TransferStep.RECEIVE;
        }
    }

    /** @param lines empty for all that is on its way, accepted */
    record Receive(List<Receipt> lines, boolean allowExcess) implements Arrival {
        public Receive {
            lines = List.copyOf(lines);
            requireDistinct(lines.stream().map(Receipt::lineNumber).toList());
        }

        boolean sendsBack() {
            return lines.stream()
                    .flatMap(receipt -> receipt.rejected().stream())
                    .anyMatch(rejected -> rejected.disposition() == Disposition.RETURN);
        }
    }

    /** @param code a SKU, or a barcode of an item */
    record Scan(String code, long quantity, boolean allowExcess) implements Arrival {
        public Scan {
            Quantity.require(quantity);
        }

        boolean isOf(Sku sku) {
            return sku.value().equals(code);
        }

        /** Whether the code is the SKU of a line. */
        public boolean names(TransferOrder transfer) {
            return transfer.lines().stream().anyMatch(line -> isOf(line.sku()));
        }

        /** The same of this SKU. */
        public Scan of(String sku) {
            return new Scan(sku, quantity, allowExcess);
        }
    }

    /** What came of one line, or did not. */
    record Receipt(int lineNumber, long accepted, Optional<Rejected> rejected, Optional<Lost> lost) {
        public Receipt {
            if (accepted < 0 || (accepted == 0 && rejected.isEmpty() && lost.isEmpty())) {
                throw new IllegalArgumentException("nothing is said of line " + lineNumber);
            }
        }

        long arrivedOrLost() {
            return accepted + rejectedUnits() + lostUnits();
        }

        long rejectedUnits() {
            return rejected.map(Rejected::quantity).orElse(0L);
        }

        /** Only what was sent can go back. */
        long unitsGoingBack() {
            return rejected.filter(one -> one.disposition() == Disposition.RETURN)
                    .map(Rejected::quantity)
                    .orElse(0L);
        }

        long lostUnits() {
            return lost.map(Lost::quantity).orElse(0L);
        }
    }

    record Rejected(long quantity, DiscrepancyReason reason, Disposition disposition) {
        public Rejected {
            Quantity.require(quantity);
        }

        Rejected of(long units) {
            return new Rejected(units, reason, disposition);
        }
    }

    record Lost(long quantity, DiscrepancyReason reason) {
        public Lost {
            Quantity.require(quantity);
        }
    }

    /** @param because why what is on its way still will not come */
    record Close(DiscrepancyReason because) implements Move {
        @Override
        public TransferStep step() {
            return TransferStep.CLOSE;
        }
    }

    /** @param outstanding what becomes of what is on its way; needed where something is */
    record Cancel(Optional<Outstanding> outstanding) implements Move {
        @Override
        public TransferStep step() {
            return TransferStep.CANCEL;
        }
    }

    record FindLate() implements Move {
        @Override
        public TransferStep step() {
            return TransferStep.FIND_LATE;
        }
    }

    private static void requireDistinct(List<Integer> numbers) {
        if (new HashSet<>(numbers).size() < numbers.size()) {
            throw new IllegalArgumentException("a line may stand once, not as in " + numbers);
        }
    }
}
