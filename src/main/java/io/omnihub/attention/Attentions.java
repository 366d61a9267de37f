package io.omnihub.attention;

import io.omnihub.kernel.Page;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows what is at risk. */
@Component
public class Attentions {
    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");

    private final AttentionQueries queries;

    Attentions(AttentionQueries queries) {
        this.queries = queries;
    }

    /** What opened last comes first. It follows what happens by a moment. */
    public Mono<Page<NotedAttention>> page(AttentionFilter filter) {
        return queries.page(filter);
    }

    /** Whether a page could begin after this. */
    public static boolean isCursor(String text) {
        return CURSOR.matcher(text).matches();
    }
}
