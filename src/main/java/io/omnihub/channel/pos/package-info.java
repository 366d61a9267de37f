/** What a location's terminals ask over RSocket: its tasks, and selling, finding and taking back what is elsewhere. */
@NullMarked
package io.omnihub.channel.pos;

import org.jspecify.annotations.NullMarked;
