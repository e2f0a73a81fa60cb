/**
 * The HTTP side of a server: console, REST, ZooKeeper's admin commands, metrics and health. Knows the server only by what it
 * says of itself ({@code io.corral.server.status}) and by what it can be asked to do ({@code io.corral.server.control}).
 */
@NullMarked
package io.corral.admin;

import org.jspecify.annotations.NullMarked;
