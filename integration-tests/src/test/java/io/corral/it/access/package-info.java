/** Who may do what, asked of server processes. */
package io.corral.it.access;
