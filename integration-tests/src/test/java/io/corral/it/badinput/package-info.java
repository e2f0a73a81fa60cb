/**
 * What a server says to clients that break the rules: always what ZooKeeper says, and never at the cost of the clients
 * that keep them. Each test meets the real ZooKeeper and the subject in the same way and compares their answers.
 */
@NullMarked
package io.corral.it.badinput;

import org.jspecify.annotations.NullMarked;
