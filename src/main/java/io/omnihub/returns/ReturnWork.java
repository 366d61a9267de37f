package io.omnihub.returns;

import io.omnihub.kernel.LocationCode;
import io.omnihub.order.NewPayment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step of a return, with what it is done with. */
public sealed interface ReturnWork {
    ReturnStep name();

    /**
     * A step that says nothing but, at times, why.
     *
     * @param name one that changes nothing but the state: approve, refuse, cancel, send or close
     */
    record Plain(ReturnStep name, Optional<String> reason) implements ReturnWork {}

    /** @param units by line number of the return; empty for all that was announced */
    record Receive(LocationCode location, Map<Integer, Long> units) implements ReturnWork {
        @Override
        public ReturnStep name() {
            return ReturnStep.RECEIVE;
        }
    }

    /** @param found each line once; units that nobody has looked at before */
    record Inspect(List<Return.Inspected> found) implements ReturnWork {
        @Override
        public ReturnStep name() {
            return ReturnStep.INSPECT;
        }
    }

    /** @param reported of what is due the whole, as the payment system knows it; empty where nothing is due */
    record Refund(Optional<NewPayment> reported) implements ReturnWork {
        @Override
        public ReturnStep name() {
            return ReturnStep.REFUND;
        }
    }
}
