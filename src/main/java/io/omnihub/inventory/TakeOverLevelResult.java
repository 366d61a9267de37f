package io.omnihub.inventory;

/** What became of taking over a level; refusals in the order in which they are looked for. */
public sealed interface TakeOverLevelResult {
    /** The level is as it was said to be, or was so before. */
    record Done() implements TakeOverLevelResult {}

    /** {@code unknown-item} */
    record UnknownItem() implements TakeOverLevelResult {}

    /** {@code unknown-location} */
    record UnknownLocation() implements TakeOverLevelResult {}

    /** {@code inactive-location} */
    record InactiveLocation() implements TakeOverLevelResult {}
}
