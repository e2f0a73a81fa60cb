/**
 * A load generator that costs as little CPU as it can, because it shares the machine with the servers it measures.
 *
 * <p>It speaks just enough of ZooKeeper's protocol: connect, create, setData, getData, closeSession. Requests are written straight
 * into a socket buffer; of a reply only the header is read. One thread serves many connections and keeps a fixed number of
 * requests in flight on each.
 */
@NullMarked
package io.corral.bench.load;

import org.jspecify.annotations.NullMarked;
