package io.omnihub.order;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands out order numbers from blocks that it takes from the sequence, so that most orders cost no round trip for it. */
@Component
class OrderNumbers {
    /** By how much the sequence {@code order_number} grows. */
    static final int BLOCK = 100;

    private record Block(long next, long end) {}

    private final OrderQueries queries;
    private final AtomicReference<Block> block = new AtomicReference<>(new Block(0, 0));

    OrderNumbers(OrderQueries queries) {
        this.queries = queries;
    }

    Mono<OrderNumber> next() {
        Block taken = block.getAndUpdate(now -> now.next() < now.end() ? new Block(now.next() + 1, now.end()) : now);
        return taken.next() < taken.end() ? Mono.just(new OrderNumber(taken.next())) : nextBlock();
    }

    /** Callers that find the block used up at the same time each take one; what the last one replaces is a gap. */
    private Mono<OrderNumber> nextBlock() {
        return queries.nextNumbers().map(first -> {
            block.set(new Block(first + 1, first + BLOCK));
            return new OrderNumber(first);
        });
    }
}
