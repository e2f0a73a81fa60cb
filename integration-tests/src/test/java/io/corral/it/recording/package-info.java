/**
 * Sessions of real client libraries, recorded byte by byte between them and ZooKeeper, and played again: what a server is sent
 * is the same, so what it says must be the same, but for session ids, passwords, zxids and times.
 */
@NullMarked
package io.corral.it.recording;

import org.jspecify.annotations.NullMarked;
