package io.omnihub.access;

import io.omnihub.kernel.Wire;

/** What a caller is for. */
public enum Role implements Wire {
    /** May do everything. */
    ADMINISTRATOR,
    /** Places and follows the orders of one channel. */
    STOREFRONT
}
