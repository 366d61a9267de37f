package io.omnihub.engine;

import java.util.List;
import reactor.core.publisher.Mono;

/** How one kind of due work is carried out. A replica takes only work of the kinds that it has handlers for. */
public interface DueHandler {
    String kind();

    /**
     * The effect, which looks again whether there is still something to do: when it is refused, the work is done. Its
     * changes commit with the work's being done, so that it happens once. Empty where there is nothing to do at all.
     */
    Mono<? extends Command<?>> effect(DueWork work);

    /** {@link #effect} of each of several pieces that were taken together: what they need may be read at once. */
    default Mono<Effects> effects(List<DueWork> taken) {
        return Mono.just(this::effect);
    }

    /** @param effect of {@link #effect} */
    static DueHandler of(String kind, Effects effect) {
        return new DueHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Mono<? extends Command<?>> effect(DueWork work) {
                return effect.of(work);
            }
        };
    }

    /** {@link DueHandler#effect} of pieces whose facts are read. */
    @FunctionalInterface
    interface Effects {
        Mono<? extends Command<?>> of(DueWork work);
    }
}
