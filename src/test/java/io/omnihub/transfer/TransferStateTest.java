package io.omnihub.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.kernel.Sku;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What may be done in which state, and what a line cannot be. */
class TransferStateTest {
    private static final Sku LAMP = new Sku("LAMP");

    @Test
    void anEnd_allowsNothing() {
        assertThat(Arrays.stream(TransferState.values())
                        .filter(state -> state.allowed().isEmpty()))
                .containsExactly(TransferState.CLOSED, TransferState.CANCELLED);
    }

    @Test
    void nothingIsReceivedBeforeItWasSent() {
        assertThat(Arrays.stream(TransferState.values())
                        .filter(state -> state.after(TransferStep.RECEIVE).isPresent()))
                .containsExactly(TransferState.IN_TRANSIT, TransferState.PARTIALLY_RECEIVED, TransferState.RECEIVED);
    }

    @Test
    void whatCannotArrive_isNoLongerWanted() {
        TransferLine sent = TransferLine.wanted(1, LAMP, 6).less(1).ship(5);
        assertThat(sent.wanted()).isEqualTo(5);

        TransferLine arrived = sent.accept(2, 0).reject(1).lose(1);

        assertThat(arrived.outstanding()).isEqualTo(1);
        assertThat(arrived.wanted()).isEqualTo(3);
        assertThat(arrived.allocatedThere()).isEqualTo(2);
        assertThat(arrived.accept(1, 2).wanted()).isEqualTo(3);
    }

    @Test
    void whatIsNotWantedAnyMore_staysWhereItHasNotLeft_andElseComesForNobody() {
        TransferLine half = TransferLine.wanted(1, LAMP, 6).ship(4).accept(3, 0);

        TransferLine fewer = half.release(4);

        assertThat(fewer.quantity()).isEqualTo(4);
        assertThat(fewer.wanted()).isEqualTo(2);
        assertThat(half.allocatedThere() - fewer.allocatedThere()).isEqualTo(1);
    }

    @Test
    void moreThanWasSent_cannotHaveArrived() {
        TransferLine sent = TransferLine.of(1, LAMP, 6).ship(4);

        assertThatThrownBy(() -> sent.accept(5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sent.ship(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sent.less(3)).isInstanceOf(IllegalArgumentException.class);
    }
}
