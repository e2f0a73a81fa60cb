package io.corral.tree;

import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.Permission;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.command.Command;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A tree to try things on: runs one command at a time and remembers the state. */
public final class TestTree {
    /** The session that {@link #write} speaks for. */
    public static final long SESSION = 0x1001;

    public static final OriginTag ORIGIN = new OriginTag(1, 0);
    public static final SessionPassword PASSWORD =
            SessionPassword.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    public static final List<AclEntry> OPEN = AclList.OPEN.entries();

    private final TreeStateMachine machine = new TreeStateMachine();
    private final TreeRules rules;
    private TreeState state = TreeState.initial();
    private long now = 1_000;
    private List<Identity> identities = List.of(new Identity("ip", "127.0.0.1"));

    public TestTree() {
        this(TreeRules.defaults());
    }

    public TestTree(TreeRules rules) {
        this.rules = rules;
        openSession(SESSION);
    }

    public void openSession(long id) {
        run(new CreateSession(ORIGIN, id, 10_000, PASSWORD));
    }

    public TestTree as(Identity... who) {
        identities = List.of(who);
        return this;
    }

    public TestTree at(long wallMillis) {
        now = wallMillis;
        return this;
    }

    public TreeState state() {
        return state;
    }

    public void setState(TreeState value) {
        state = value;
    }

    public Znode node(String path) {
        Znode node = state.find(path);
        if (node == null) {
            throw new AssertionError("no node at " + path);
        }
        return node;
    }

    public boolean has(String path) {
        return state.find(path) != null;
    }

    public Outcome run(Command command) {
        Applied applied = machine.apply(state, List.of(new StampedCommand(command, now, rules)));
        state = applied.after();
        return applied.outcomes().get(0);
    }

    public Outcome write(Operation operation) {
        return writeAs(SESSION, operation);
    }

    public Outcome writeAs(long sessionId, Operation operation) {
        Session session = state.session(sessionId);
        int epoch = session == null ? 1 : session.attachEpoch();
        long sequence = session == null ? 1 : session.lastSequence() + 1;
        return run(new SessionWrite(ORIGIN, sessionId, epoch, sequence, false, identities, operation));
    }

    public Outcome multi(MultiOperation... operations) {
        return write(new Multi(List.of(operations)));
    }

    public Outcome create(String path) {
        return write(persistent(path));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static Create persistent(String path) {
        return persistent(path, OPEN);
    }

    public static Create persistent(String path, List<AclEntry> acl) {
        return new Create(path, bytes("x"), acl, CreateKind.PERSISTENT, false, -1, true);
    }

    public static Create sequential(String path) {
        return new Create(path, bytes("x"), OPEN, CreateKind.PERSISTENT, true, -1, true);
    }

    public static Create ephemeral(String path) {
        return new Create(path, bytes("x"), OPEN, CreateKind.EPHEMERAL, false, -1, true);
    }

    public static Create container(String path) {
        return new Create(path, bytes("x"), OPEN, CreateKind.CONTAINER, false, -1, true);
    }

    public static Create withTtl(String path, long ttlMillis) {
        return new Create(path, bytes("x"), OPEN, CreateKind.TTL, false, ttlMillis, true);
    }

    public static List<AclEntry> anyoneMay(int permissions) {
        return List.of(new AclEntry(permissions, "world", "anyone"));
    }

    public static List<AclEntry> anyoneMayAllBut(int permission) {
        return anyoneMay(Permission.ALL & ~permission);
    }
}
