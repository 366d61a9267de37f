/** What carries replies of agents on to customers: e-mail, and a webhook of whoever speaks with the other networks. */
@NullMarked
package io.omnihub.channel.carrier;

import org.jspecify.annotations.NullMarked;
