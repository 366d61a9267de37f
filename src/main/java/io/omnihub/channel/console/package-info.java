/** What those who serve customers call over HTTP: messages, tickets, and the customers that they are of. */
@NullMarked
package io.omnihub.channel.console;

import org.jspecify.annotations.NullMarked;
