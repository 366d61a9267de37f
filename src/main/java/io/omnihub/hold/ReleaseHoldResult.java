package io.omnihub.hold;

/** What became of releasing a hold. */
public enum ReleaseHoldResult {
    /** It holds nothing any more, be it by this call or before it. */
    OVER,
    /** {@code hold-committed}: its units are an order's. */
    COMMITTED
}
