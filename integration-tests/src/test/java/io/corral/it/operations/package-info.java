/** What monitoring and scripts see of a server, compared with a running ZooKeeper. */
@NullMarked
package io.corral.it.operations;

import org.jspecify.annotations.NullMarked;
