/**
 * Client connections: accepting them, their handshake, the order of their requests, and the answers. Everything of one
 * connection happens on one event loop; loops share nothing but the published batches they read.
 */
@NullMarked
package io.corral.server.frontend;

import org.jspecify.annotations.NullMarked;
