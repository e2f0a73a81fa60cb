/** What an operator can ask a running server to do. */
@NullMarked
package io.corral.server.control;

import org.jspecify.annotations.NullMarked;
