package io.corral.tree.command;

import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.acl.AccessCheck;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclFixup;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction under way: what it works on, on whose behalf, and when. For one thread. */
public final class WriteScope {
    private static final long NO_SESSION = 0;

    /** All there are, on every replica: which of them a server offers is decided before its writes go into the log. */
    private static final AclSchemes SCHEMES = AclSchemes.all();

    private final TreeEdit edit;
    private final TreeRules rules;
    private final long sessionId;
    private final List<Identity> identities;
    private final long zxid;
    private final long wallMillis;
    private final List<Change> changes = new ArrayList<>(1);

    WriteScope(TreeEdit edit, TreeRules rules, long sessionId, List<Identity> identities, long stampMillis) {
        this.edit = edit;
        this.rules = rules;
        this.sessionId = sessionId;
        this.identities = identities;
        this.zxid = edit.nextZxid();
        this.wallMillis = edit.advanceTime(stampMillis);
    }

    /** A transaction of the service's own, on behalf of nobody. */
    static WriteScope ofServer(TreeEdit edit, TreeRules rules, long stampMillis) {
        return new WriteScope(edit, rules, NO_SESSION, List.of(), stampMillis);
    }

    TreeEdit edit() {
        return edit;
    }

    TreeRules rules() {
        return rules;
    }

    long sessionId() {
        return sessionId;
    }

    long zxid() {
        return zxid;
    }

    long wallMillis() {
        return wallMillis;
    }

    boolean lacks(int permission, AclList acl) {
        return !AccessCheck.permits(acl, permission, identities, SCHEMES);
    }

    @Nullable
    AclList fixUp(@Nullable List<AclEntry> given) {
        AclList fixed = AclFixup.fixUp(given, identities, SCHEMES);
        return fixed == null ? null : edit.share(fixed);
    }

    void changed(Change change) {
        changes.add(change);
    }

    void forgetChanges() {
        changes.clear();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }
}
