/** Files in and out: reading and checking what is sent, making commands of its rows, writing what there is in the same form. */
@NullMarked
package io.omnihub.channel.exchange;

import org.jspecify.annotations.NullMarked;
