package io.corral.server.watch;

import io.corral.server.status.Amounts;
import io.corral.server.status.WatchEventAmounts;
import io.corral.server.status.WatchStatus;
import io.corral.tree.acl.AclList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The watches of the connections of one event loop. Not thread-safe: touched by that loop alone.
 *
 * <p>Two indexes, as in ZooKeeper: the <em>data</em> table holds data, exist, persistent and recursive watches; the
 * <em>child</em> table child and persistent watches. For one change a connection gets at most one event from each, and
 * for a deletion at most one for the deleted path from both together.
 */
public final class WatchTable {
    private static final int ON_PATH = WatchMode.STANDARD.bit() | WatchMode.PERSISTENT.bit();
    private static final int CHARS_OF_ONE = 400;
    private static final int RECURSIVE = WatchMode.PERSISTENT_RECURSIVE.bit();

    private final PathWatches data = new PathWatches();
    private final PathWatches child = new PathWatches();
    private final Map<EventType, Amounts> events = new EnumMap<>(EventType.class);

    /** Registers a one-shot watch on a node's data or existence. Idempotent. */
    public void watchData(String path, Watcher watcher) {
        data.add(path, watcher, WatchMode.STANDARD);
    }

    /** Registers a one-shot watch on a node's list of children. Idempotent. */
    public void watchChildren(String path, Watcher watcher) {
        child.add(path, watcher, WatchMode.STANDARD);
    }

    /** Registers a watch that stays, on the path alone or on everything below it too. Idempotent. */
    public void watchPersistently(String path, boolean recursive, Watcher watcher) {
        if (recursive) {
            data.add(path, watcher, WatchMode.PERSISTENT_RECURSIVE);
        } else {
            data.add(path, watcher, WatchMode.PERSISTENT);
            child.add(path, watcher, WatchMode.PERSISTENT);
        }
    }

    /** Whether the connection holds a watch of the given type on exactly this path. */
    public boolean contains(String path, WatcherType type, Watcher watcher) {
        return type.heldIn(data, child, path, watcher);
    }

    /** Removes the connection's watches of the given type on exactly this path; false when there was none. */
    public boolean remove(String path, WatcherType type, Watcher watcher) {
        return type.removeFrom(data, child, path, watcher);
    }

    /** Forgets everything of a connection that ended. */
    public void removeAll(Watcher watcher) {
        data.removeAll(watcher);
        child.removeAll(watcher);
    }

    /** A node came into being: its own watchers hear of it, then those of its parent's children. */
    public void nodeCreated(String path, AclList acl, String parent, AclList parentAcl, long zxid) {
        deliver(dataWatchers(path), EventType.NODE_CREATED, path, acl, zxid);
        childrenChanged(parent, parentAcl, zxid);
    }

    /** A node is gone: its data watchers, its child watchers that have not heard yet, then those of its parent. */
    public void nodeDeleted(String path, AclList acl, String parent, AclList parentAcl, long zxid) {
        Set<Watcher> told = dataWatchers(path);
        deliver(told, EventType.NODE_DELETED, path, acl, zxid);
        Set<Watcher> rest = new LinkedHashSet<>();
        child.take(path, ON_PATH, (watcher, modes) -> {
            if (!told.contains(watcher)) {
                rest.add(watcher);
            }
        });
        deliver(rest, EventType.NODE_DELETED, path, acl, zxid);
        childrenChanged(parent, parentAcl, zxid);
    }

    /** A node's data was set (also to the same bytes). */
    public void nodeDataChanged(String path, AclList acl, long zxid) {
        deliver(dataWatchers(path), EventType.NODE_DATA_CHANGED, path, acl, zxid);
    }

    /** Whether nobody watches anything here, so that committed changes need not be looked at. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Number of watches in both tables, as {@code zk_watch_count} counts them. */
    public int size() {
        return data.size() + child.size();
    }

    /** Number of watches in the data table, the only ones {@code wchs} counts. */
    public int dataSize() {
        return data.size();
    }

    /**
     * What a watch on this path weighs: 1, and more for a long path, so that memory for watches that weigh 1 suffices for any that
     * weigh as much.
     */
    public static long weight(String path) {
        return 1L + path.length() / CHARS_OF_ONE;
    }

    /** What the paths weigh that this connection watches, one in both tables counting twice. */
    public long weightOf(Watcher watcher) {
        return data.weightOf(watcher) + child.weightOf(watcher);
    }

    /** What the paths weigh that connections watch, one that two connections watch counting twice. */
    public long weight() {
        return data.weight() + child.weight();
    }

    /** Number of distinct paths in the data table. */
    public int dataPathCount() {
        return data.byPath().size();
    }

    /** How many watchers the changes so far had to tell. */
    public WatchEventAmounts events() {
        return new WatchEventAmounts(
                amounts(EventType.NODE_CREATED),
                amounts(EventType.NODE_DELETED),
                amounts(EventType.NODE_DATA_CHANGED),
                amounts(EventType.NODE_CHILDREN_CHANGED));
    }

    private Amounts amounts(EventType type) {
        return events.getOrDefault(type, Amounts.NONE);
    }

    /** Number of connections that hold a watch in the data table. */
    public int watcherCount() {
        return data.watcherCount();
    }

    /** What each connection watches in the data table; a copy. */
    public List<WatchStatus> listData() {
        return data.byWatcher().entrySet().stream()
                .map(entry -> new WatchStatus(
                        entry.getKey().sessionId(),
                        entry.getValue().paths().stream().sorted().toList()))
                .toList();
    }

    private void childrenChanged(String parent, AclList parentAcl, long zxid) {
        Set<Watcher> watchers = new LinkedHashSet<>();
        child.take(parent, ON_PATH, (watcher, modes) -> watchers.add(watcher));
        deliver(watchers, EventType.NODE_CHILDREN_CHANGED, parent, parentAcl, zxid);
    }

    private Set<Watcher> dataWatchers(String path) {
        if (data.size() == 0) {
            return Set.of();
        }
        Set<Watcher> watchers = new LinkedHashSet<>();
        data.take(path, ON_PATH | RECURSIVE, (watcher, modes) -> watchers.add(watcher));
        if (data.hasRecursive()) {
            for (String ancestor = path; !ancestor.equals("/"); ) {
                int slash = ancestor.lastIndexOf('/');
                ancestor = slash <= 0 ? "/" : ancestor.substring(0, slash);
                data.take(ancestor, RECURSIVE, (watcher, modes) -> watchers.add(watcher));
            }
        }
        return watchers;
    }

    private void deliver(Set<Watcher> watchers, EventType type, String path, AclList acl, long zxid) {
        if (!watchers.isEmpty()) {
            events.merge(type, Amounts.NONE.with(watchers.size()), Amounts::plus);
        }
        for (Watcher watcher : watchers) {
            if (watcher.mayRead(acl)) {
                watcher.notify(type, path, zxid);
            }
        }
    }
}
