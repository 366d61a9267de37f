package io.omnihub.engine;

import io.omnihub.kernel.Page;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * Something heavy that a list has, before it is read: first its id and how many lines it has are found, then as many are read
 * as a page may take memory for.
 */
public record FoundId(UUID id, int lines) {
    /** Lines of all items of a page together. */
    private static final int MAX_LINES = 10_000;

    /**
     * A page, whose cursor is the id of its last item.
     *
     * @param find yields ids and their numbers of lines, of one more than the page may have
     * @param read reads those of these ids, in the order of the list
     */
    public static <T> Mono<Page<T>> page(GenericExecuteSpec find, int limit, Function<List<UUID>, Mono<List<T>>> read) {
        return find.map(row -> new FoundId(Columns.uuid(row, 0), Columns.integer(row, 1)))
                .all()
                .collectList()
                .map(found -> Page.cut(
                        found,
                        limit,
                        FoundId::lines,
                        MAX_LINES,
                        last -> last.id().toString()))
                .flatMap(page -> read.apply(
                                page.items().stream().map(FoundId::id).toList())
                        .map(page::with));
    }
}
