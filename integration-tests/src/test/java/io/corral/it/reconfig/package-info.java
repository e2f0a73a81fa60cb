/** Servers that join and leave an ensemble while it runs, asked for through ZooKeeper's own API. */
@org.jspecify.annotations.NullMarked
package io.corral.it.reconfig;
