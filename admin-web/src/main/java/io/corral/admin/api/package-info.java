/** The REST API: what is shown of servers and ensemble, as JSON. */
@NullMarked
package io.corral.admin.api;

import org.jspecify.annotations.NullMarked;
