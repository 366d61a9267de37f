/** The packaged hub under faults: several of it on one database, killed, and cut off from the database. */
@NullMarked
package io.omnihub.faults;

import org.jspecify.annotations.NullMarked;
