/** What operators do who move a ZooKeeper ensemble to Corral. */
@NullMarked
package io.corral.it.migration;

import org.jspecify.annotations.NullMarked;
