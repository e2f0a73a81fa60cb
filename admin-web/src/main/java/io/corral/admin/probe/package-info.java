/** What machines ask: metrics and health. */
@NullMarked
package io.corral.admin.probe;

import org.jspecify.annotations.NullMarked;
