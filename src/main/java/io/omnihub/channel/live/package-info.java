/** What happens, told as it happens: to those who ask over HTTP. */
@NullMarked
package io.omnihub.channel.live;

import org.jspecify.annotations.NullMarked;
