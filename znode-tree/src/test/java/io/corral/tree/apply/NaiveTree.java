package io.corral.tree.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.TreeState;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Identity;
import io.corral.tree.command.Change;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Command;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.Operation;
import io.corral.tree.command.OperationVisitor;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * ZooKeeper's rules written down a second time, as plainly as can be: a sorted map that is copied as a whole where a
 * transaction may fail. Every operation gives a line of text, or throws.
 */
final class NaiveTree implements OperationVisitor<String> {
    private static final long TIME = 5_000;
    private static final Pattern BAD_PATH = Pattern.compile(
            "|[^/].*|.+/|.*//.*|(.*/)?\\.\\.?(/.*)?|.*[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\uf8ff\\ufff0-\\x{10ffff}].*",
            Pattern.DOTALL);

    private TreeMap<String, Node> nodes = new TreeMap<>();
    private final Set<Long> sessions = new HashSet<>();
    private List<String> changes = new ArrayList<>();
    private long zxid;
    private long session;
    private List<Identity> who = List.of();

    NaiveTree() {
        for (String path : List.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config")) {
            Node node = new Node();
            node.data = new byte[0];
            node.acl = AclList.OPEN.entries();
            nodes.put(path, node);
        }
        nodes.get("/zookeeper/config").acl = AclList.READ_ONLY.entries();
        nodes.get("/zookeeper/config").aversion = -1;
    }

    /** One node; copied when a multi may fail. */
    private static final class Node implements Cloneable {
        private byte[] data;
        private List<AclEntry> acl;
        private long czxid;
        private long mzxid;
        private long pzxid;
        private long ctime;
        private long mtime;
        private int version;
        private int creates;
        private int aversion;
        private long owner;

        Node copy() {
            try {
                return (Node) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A refusal. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        Refused(int code) {
            this.code = code;
        }
    }

    String run(Command command) {
        if (command instanceof CreateSession create) {
            zxid++;
            sessions.add(create.sessionId());
            return "APPLIED " + zxid + " session []";
        }
        SessionWrite write = (SessionWrite) command;
        if (!sessions.contains(write.sessionId())) {
            return "REFUSED " + zxid + " -112 []";
        }
        zxid++;
        session = write.sessionId();
        who = write.identities();
        changes = new ArrayList<>();
        String result = attempt(write.operation());
        return "APPLIED " + zxid + " " + result + " " + changes;
    }

    private String attempt(Operation operation) {
        try {
            return operation.accept(this);
        } catch (Refused refused) {
            return String.valueOf(refused.code);
        }
    }

    @Override
    public String visit(Create create) {
        if (create.kind() == CreateKind.TTL) {
            require(create.ttlMillis() > 0 && create.ttlMillis() < 1L << 40, -8);
        }
        String path = create.path();
        require(path.contains("/") && !path.contains("\0"), -8);
        List<AclEntry> acl = fixedUp(create.acl());
        String above = parent(path);
        Node parent = existing(above);
        require(may(parent, 4), -102);
        if (create.sequential()) {
            path += String.format("%010d", parent.creates);
        }
        require(!BAD_PATH.matcher(path).matches() || path.equals("/"), -8);
        require(!nodes.containsKey(path), -110);
        require(!isEphemeral(parent), -108);
        parent.creates++;
        parent.pzxid = zxid;
        Node node = new Node();
        node.data = create.data();
        node.acl = acl;
        node.czxid = node.mzxid = node.pzxid = zxid;
        node.ctime = node.mtime = TIME;
        node.owner = switch (create.kind()) {
            case PERSISTENT -> 0;
            case EPHEMERAL -> session;
            case CONTAINER -> 0x8000000000000000L;
            case TTL -> 0xFF00000000000000L + create.ttlMillis();
        };
        nodes.put(path, node);
        changes.add("CREATED " + path + " " + acl + " " + above + " " + parent.acl);
        return create.withStat() ? path + " " + stat(path) : path;
    }

    @Override
    public String visit(Delete delete) {
        String path = delete.path();
        require(path.contains("/") && !path.contains("\0"), -8);
        require(
                !List.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config")
                        .contains(path),
                -8);
        Node parent = existing(parent(path));
        require(may(parent, 8), -102);
        Node node = existing(path);
        require(delete.version() == -1 || delete.version() == node.version, -103);
        require(children(path) == 0, -111);
        remove(path);
        return "done";
    }

    private void remove(String path) {
        Node node = nodes.remove(path);
        Node parent = nodes.get(parent(path));
        parent.pzxid = zxid;
        changes.add("DELETED " + path + " " + node.acl + " " + parent(path) + " " + parent.acl);
    }

    @Override
    public String visit(SetData set) {
        Node node = validated(set.path());
        require(may(node, 2), -102);
        require(set.version() == -1 || set.version() == node.version, -103);
        node.data = set.data();
        node.version++;
        node.mzxid = zxid;
        node.mtime = TIME;
        changes.add("DATA_CHANGED " + set.path() + " " + node.acl + " null null");
        return stat(set.path());
    }

    @Override
    public String visit(SetAcl set) {
        require(!BAD_PATH.matcher(set.path()).matches() || set.path().equals("/"), -8);
        List<AclEntry> acl = fixedUp(set.acl());
        Node node = existing(set.path());
        require(may(node, 16), -102);
        require(set.version() == -1 || set.version() == node.aversion, -103);
        node.acl = acl;
        node.aversion++;
        return stat(set.path());
    }

    @Override
    public String visit(Check check) {
        Node node = validated(check.path());
        require(may(node, 1), -102);
        require(check.version() == -1 || check.version() == node.version, -103);
        return "done";
    }

    @Override
    public String visit(Multi multi) {
        TreeMap<String, Node> saved = new TreeMap<>();
        nodes.forEach((path, node) -> saved.put(path, node.copy()));
        List<String> results = new ArrayList<>();
        for (MultiOperation operation : multi.operations()) {
            try {
                results.add(operation.accept(this));
            } catch (Refused refused) {
                nodes = saved;
                changes.clear();
                List<String> failures = new ArrayList<>();
                results.forEach(done -> failures.add("0"));
                failures.add(String.valueOf(refused.code));
                while (failures.size() < multi.operations().size()) {
                    failures.add("-2");
                }
                return failures.toString();
            }
        }
        return results.toString();
    }

    @Override
    public String visit(Failed failed) {
        throw new Refused(failed.error());
    }

    @Override
    public String visit(Reconfig reconfig) {
        throw new AssertionError("the ensemble has tests of its own");
    }

    @Override
    public String visit(CloseSession close) {
        for (String path : List.copyOf(nodes.keySet())) {
            if (isEphemeral(nodes.get(path)) && nodes.get(path).owner == session) {
                remove(path);
            }
        }
        sessions.remove(session);
        return "done";
    }

    private Node validated(String path) {
        require(!BAD_PATH.matcher(path).matches() || path.equals("/"), -8);
        return existing(path);
    }

    private Node existing(String path) {
        require(nodes.containsKey(path), -101);
        return nodes.get(path);
    }

    private boolean may(Node node, int permission) {
        boolean may = who.contains(new Identity("super", ""));
        for (AclEntry entry : node.acl) {
            boolean concerned = entry.scheme().equals("world")
                    || entry.id().equals("127.0.0.0/8")
                    || who.contains(new Identity(entry.scheme(), entry.id()));
            may |= concerned && (entry.permissions() & permission) != 0;
        }
        return may;
    }

    private List<AclEntry> fixedUp(List<AclEntry> given) {
        require(given != null, -114);
        List<AclEntry> fixed = new ArrayList<>();
        for (AclEntry entry : given) {
            require(!entry.scheme().equals("nonsense"), -114);
            if (entry.scheme().equals("auth")) {
                require(who.contains(new Identity("digest", "u:h")), -114);
                fixed.add(new AclEntry(entry.permissions(), "digest", "u:h"));
            } else {
                fixed.add(entry);
            }
        }
        return fixed;
    }

    private static boolean isEphemeral(Node node) {
        return node.owner > 0 && node.owner < 10;
    }

    private static String parent(String path) {
        String parent = path.substring(0, path.lastIndexOf('/'));
        return parent.isEmpty() ? "/" : parent;
    }

    private int children(String path) {
        return (int) nodes.keySet().stream()
                .filter(other -> !other.equals("/") && parent(other).equals(path))
                .count();
    }

    private String stat(String path) {
        Node n = nodes.get(path);
        return "Stat[czxid=" + n.czxid + ", mzxid=" + n.mzxid + ", ctime=" + n.ctime + ", mtime=" + n.mtime
                + ", version=" + n.version + ", cversion=" + (2 * n.creates - children(path)) + ", aversion="
                + n.aversion + ", ephemeralOwner=" + (isEphemeral(n) ? n.owner : 0) + ", dataLength="
                + (n.data == null ? 0 : n.data.length) + ", numChildren=" + children(path) + ", pzxid=" + n.pzxid + "]";
    }

    private static void require(boolean condition, int code) {
        if (!condition) {
            throw new Refused(code);
        }
    }

    void assertSameNodes(TreeState state) {
        assertThat(state.nodes().keySet()).isEqualTo(nodes.keySet());
        state.nodes().forEach((path, node) -> {
            assertThat(node.stat()).as(path).hasToString(stat(path));
            assertThat(node.acl().entries()).as(path).isEqualTo(nodes.get(path).acl);
            assertThat(Arrays.equals(node.data(), nodes.get(path).data))
                    .as(path)
                    .isTrue();
        });
        assertThat(state.sessions().keySet()).isEqualTo(sessions);
        assertThat(state.lastZxid()).isEqualTo(zxid);
    }

    /** The same line of text for what the real one has done. */
    static String describe(Outcome outcome) {
        List<String> told = new ArrayList<>();
        for (Change change : outcome.changes()) {
            told.add(change.kind() + " " + change.path() + " " + change.acl() + " " + change.parentPath() + " "
                    + change.parentAcl());
        }
        return outcome.disposition() + " " + outcome.zxid() + " " + describe(outcome.result()) + " " + told;
    }

    private static String describe(Result result) {
        if (result instanceof Result.Failure failure) {
            return String.valueOf(failure.error());
        } else if (result instanceof Result.CreatedNode created) {
            return created.path() + " " + created.stat();
        } else if (result instanceof Result.CreatedPath created) {
            return created.path();
        } else if (result instanceof Result.Updated updated) {
            return updated.stat().toString();
        } else if (result instanceof Result.Multi multi) {
            return multi.results().stream().map(NaiveTree::describe).toList().toString();
        } else if (result instanceof Result.SessionOpened) {
            return "session";
        }
        return "done";
    }
}
