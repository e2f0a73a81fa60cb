/** What keeps a crowd of clients, or a single one, from taking more than its share of a server. */
@NullMarked
package io.corral.it.limits;

import org.jspecify.annotations.NullMarked;
