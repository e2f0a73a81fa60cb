/**
 * A small blocking client that speaks ZooKeeper's wire protocol over a plain socket and hides nothing: it pipelines,
 * reconnects, keeps watch events in order among the replies and sends any bytes at all. Its records are those of
 * zookeeper-jute, so that it shares no code with the server it judges.
 */
@NullMarked
package io.corral.it.rawclient;

import org.jspecify.annotations.NullMarked;
