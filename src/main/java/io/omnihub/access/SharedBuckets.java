package io.omnihub.access;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The buckets that all hubs share. They may be away or lose everything at any time. */
public interface SharedBuckets {
    /**
     * Takes out what was let through already, at most until the bucket lacks as much as it holds.
     *
     * @return how long it takes until the bucket is full, soon, or a failure
     */
    CompletionStage<Duration> take(String bucket, Limit limit, long taken);
}
