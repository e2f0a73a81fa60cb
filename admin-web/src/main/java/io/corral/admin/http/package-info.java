/** The little of HTTP the rest needs: routes that answer a query with a reply. Jetty stays in here. */
@NullMarked
package io.corral.admin.http;

import org.jspecify.annotations.NullMarked;
