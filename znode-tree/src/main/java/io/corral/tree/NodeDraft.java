package io.corral.tree;

import java.util.Set;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * A node while an edit is under way. Only {@link TreeEdit} changes it.
 *
 * <p>The child set is held apart from the fields, as a builder, so that a parent which gets a thousand children in one
 * batch is rebuilt once.
 */
public final class NodeDraft {
    private final String path;
    private final @Nullable Znode before;
    private Znode fields;
    private boolean present;
    private PersistentSet.@Nullable Builder<String> children;

    NodeDraft(String path, @Nullable Znode before, Znode fields) {
        this.path = path;
        this.before = before;
        this.fields = fields;
        this.present = true;
    }

    /** Full path. */
    public String path() {
        return path;
    }

    /** The fields as they are now. The child set in there may be stale: ask {@link #numChildren}. */
    public Znode fields() {
        return fields;
    }

    /** Number of children now. */
    public int numChildren() {
        return children == null ? fields.numChildren() : children.size();
    }

    /** Full paths of the children now, in no particular order: a view, good until the next change. */
    public Set<String> childPaths() {
        return children == null ? fields.childPaths() : children;
    }

    /** The stat as it is now. */
    public Stat stat() {
        return new Stat(fields, numChildren());
    }

    boolean isPresent() {
        return present;
    }

    void setPresent(boolean value) {
        present = value;
    }

    void setFields(Znode value) {
        fields = value;
    }

    void addChild(String childPath) {
        editedChildren().add(childPath);
    }

    void removeChild(String childPath) {
        editedChildren().remove(childPath);
    }

    private PersistentSet.Builder<String> editedChildren() {
        PersistentSet.Builder<String> edited = children;
        if (edited == null) {
            edited = fields.childSet().builder();
            children = edited;
        }
        return edited;
    }

    @Nullable
    Znode before() {
        return before;
    }

    /** The node as it goes into the next state, or null when it is gone. */
    @Nullable
    Znode after(NodeChecksum checksum) {
        if (!present) {
            return null;
        }
        if (children == null && fields == before) {
            return before;
        }
        PersistentSet<String> finalChildren = children == null ? fields.childSet() : children.build();
        return new Znode(fields, finalChildren, checksum.of(path, fields));
    }
}
