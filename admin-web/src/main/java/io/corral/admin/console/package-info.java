/** The console: one page that asks {@code /api/ensemble} each second. Its files are resources of this package. */
@NullMarked
package io.corral.admin.console;

import org.jspecify.annotations.NullMarked;
