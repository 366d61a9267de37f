package io.omnihub.access;

/** What became of deleting a key. */
public enum RevokeKeyResult {
    /** The key is not valid any more, or never was. */
    GONE,
    /** {@code last-administrator}: without it nobody could administer the hub. */
    LAST_ADMINISTRATOR
}
