package io.corral.tree.path;

import org.jspecify.annotations.Nullable;

/**
 * What a path may look like, and how it is taken apart.
 *
 * <p>ZooKeeper keeps two levels of strictness: the final path of a create, and the path of setData, setACL and check,
 * are validated in full; delete and reads only look the path up. All functions are pure.
 */
public final class PathRules {
    /** The root of the tree. */
    public static final String ROOT = "/";

    /** Parent of all nodes that the service itself owns. */
    public static final String ZOOKEEPER = "/zookeeper";

    /** Parent of the quota limits and statistics. */
    public static final String QUOTA = "/zookeeper/quota";

    /** The node that publishes the membership of the ensemble. */
    public static final String CONFIG = "/zookeeper/config";

    private PathRules() {}

    /**
     * Full validation, as ZooKeeper does for the final path of a create and for setData, setACL and check.
     *
     * <p>Refused are: null, the empty path, no leading slash, a trailing slash (save for the root itself), an empty
     * component, the components "." and "..", and the characters U+0000–U+001F, U+007F–U+009F, U+D800–U+F8FF
     * (surrogates and private use) and U+FFF0–U+FFFF.
     *
     * @param path the path, possibly null
     * @return whether ZooKeeper would accept it
     */
    public static boolean isValid(@Nullable String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int length = path.length();
        if (length == 1) {
            return true;
        }
        int componentStart = 1;
        for (int i = 1; i < length; i++) {
            char c = path.charAt(i);
            if (c == '/') {
                if (!isValidComponent(path, componentStart, i)) {
                    return false;
                }
                componentStart = i + 1;
            } else if ((c < ' ' || c > '~') && isForbidden(c)) {
                return false;
            }
        }
        return isValidComponent(path, componentStart, length);
    }

    private static boolean isValidComponent(String path, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return false;
        }
        if (length > 2 || path.charAt(start) != '.') {
            return true;
        }
        return length == 2 && path.charAt(start + 1) != '.';
    }

    private static boolean isForbidden(char c) {
        return c <= '\u001f' || (c >= '\u007f' && c <= '\u009f') || (c >= '\ud800' && c <= '\uf8ff') || c >= '\ufff0';
    }

    /**
     * The weak check that ZooKeeper makes before it looks for the parent of a create or delete.
     *
     * @param path the path as it came from the client
     * @return whether the path has a slash and no NUL character
     */
    public static boolean hasParent(String path) {
        return path.lastIndexOf('/') >= 0 && path.indexOf('\0') < 0;
    }

    /**
     * The parent of a path.
     *
     * @param path a path with at least one slash
     * @return the text before the last slash; {@code "/"} when that is empty
     */
    public static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? ROOT : path.substring(0, slash);
    }

    /**
     * The last component of a path.
     *
     * @param path a path with at least one slash
     * @return the text behind the last slash
     */
    public static String nameOf(String path) {
        return path.substring(nameStart(path));
    }

    /**
     * Where the last component of a path starts, for callers that write the name without making a string of it.
     *
     * @param path a path
     * @return index of the first character behind the last slash
     */
    public static int nameStart(String path) {
        return path.lastIndexOf('/') + 1;
    }

    /**
     * Replaces ZooKeeper's alias of the root by its name.
     *
     * @param path a path, possibly empty
     * @return {@code "/"} for the empty path, otherwise the path itself
     */
    public static String canonical(String path) {
        return path.isEmpty() ? ROOT : path;
    }

    /**
     * Whether the path names one of the four nodes that can never be deleted.
     *
     * @param path a path
     * @return true for /, /zookeeper, /zookeeper/quota and /zookeeper/config
     */
    public static boolean isReserved(String path) {
        return path.equals(ROOT) || path.equals(ZOOKEEPER) || path.equals(QUOTA) || path.equals(CONFIG);
    }

    /**
     * Whether the path lies below /zookeeper: such nodes are left out of ZooKeeper's digest.
     *
     * @param path a path
     * @return true for every descendant of /zookeeper, false for /zookeeper itself
     */
    public static boolean isBelowZooKeeper(String path) {
        return path.startsWith("/zookeeper/");
    }
}
