package io.omnihub.customer;

/** What became of erasing a person. */
enum EraseResult {
    /** Nothing personal is left. */
    ERASED,
    /** Something has come to it since it was read. */
    CHANGED
}
