package io.corral.tree;

import io.corral.tree.quota.QuotaPaths;
import kotlinx.collections.immutable.PersistentSet;

/**
 * Where to find the few nodes that mean something to the service. It follows from the nodes, so no digest covers it.
 *
 * @param perishables paths of all containers and TTL nodes
 * @param quotas the paths that have a quota
 */
record TreeIndex(PersistentSet<String> perishables, QuotaPaths quotas) {
    static final TreeIndex EMPTY = new TreeIndex(Znode.NO_CHILDREN, QuotaPaths.NONE);
}
