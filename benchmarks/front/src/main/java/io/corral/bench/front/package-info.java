/**
 * The same front door for every engine that is measured: commands come in over TCP, go into the engine's log, and are answered
 * with what the state machine says. An engine is an {@link io.corral.bench.front.Engine}; everything else is shared, so that
 * what differs in the figures is the engine alone. Nothing but the JDK is used here.
 */
@NullMarked
package io.corral.bench.front;

import org.jspecify.annotations.NullMarked;
