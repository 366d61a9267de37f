/** What storefronts call over HTTP: what is available; placing, cancelling and reading orders. */
@NullMarked
package io.omnihub.channel.storefront;

import org.jspecify.annotations.NullMarked;
