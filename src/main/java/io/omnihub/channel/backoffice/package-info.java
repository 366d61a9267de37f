/** What the retailer's own systems and administrators call over HTTP: catalogue, stock, keys, proof and contract. */
@NullMarked
package io.omnihub.channel.backoffice;

import org.jspecify.annotations.NullMarked;
