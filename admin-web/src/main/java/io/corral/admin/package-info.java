/**
 * The HTTP side of a server: the console, its API, ZooKeeper's {@code /commands} and {@code /metrics}. It sees the server only
 * through its status and control packages.
 */
@NullMarked
package io.corral.admin;

import org.jspecify.annotations.NullMarked;
