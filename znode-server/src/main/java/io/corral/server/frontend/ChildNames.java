package io.corral.server.frontend;

import io.corral.tree.Znode;
import java.util.AbstractCollection;
import java.util.Iterator;

/** The names of a node's children as a collection of known size, cut out of the tree as they are written. */
final class ChildNames extends AbstractCollection<String> {
    private final Znode node;

    ChildNames(Znode node) {
        this.node = node;
    }

    @Override
    public Iterator<String> iterator() {
        return node.childNames().iterator();
    }

    @Override
    public int size() {
        return node.numChildren();
    }
}
