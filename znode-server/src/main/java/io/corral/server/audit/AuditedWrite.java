package io.corral.server.audit;

import io.corral.server.auth.AccessRules;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.Permission;
import io.corral.tree.acl.SchemeNames;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.OperationVisitor;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of one executed write. Made for one write. */
final class AuditedWrite implements OperationVisitor<List<AuditLine>> {
    private final SessionWrite write;
    private final Outcome outcome;
    private final String user;
    private final @Nullable String address;

    private AuditedWrite(SessionWrite write, Outcome outcome, AccessRules rules) {
        this.write = write;
        this.outcome = outcome;
        this.user = write.identities().stream()
                .map(rules::displayName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(","));
        this.address = write.identities().stream()
                .filter(identity -> identity.scheme().equals(SchemeNames.IP))
                .map(Identity::id)
                .findFirst()
                .orElse(null);
    }

    static List<AuditLine> lines(SessionWrite write, Outcome outcome, AccessRules rules) {
        return write.operation().accept(new AuditedWrite(write, outcome, rules));
    }

    @Override
    public List<AuditLine> visit(Create operation) {
        return List.of(line(
                "create",
                createdPath(outcome.result(), operation.path()),
                typeOf(operation.kind(), operation.sequential()),
                null));
    }

    @Override
    public List<AuditLine> visit(Delete operation) {
        return List.of(line("delete", operation.path(), null, null));
    }

    @Override
    public List<AuditLine> visit(SetData operation) {
        return List.of(line("setData", operation.path(), null, null));
    }

    @Override
    public List<AuditLine> visit(SetAcl operation) {
        return List.of(line("setAcl", operation.path(), null, text(operation.acl())));
    }

    /** A multi that failed is one line; of one that succeeded each part that changed something is a line. */
    @Override
    public List<AuditLine> visit(Multi operation) {
        if (!(outcome.result() instanceof Result.Multi multi)) {
            return List.of(line("multiOperation", null, null, null));
        }
        if (multi.results().stream().anyMatch(Result.Failure.class::isInstance)) {
            return List.of(line("multiOperation", null, null, null, AuditLine.Result.FAILURE));
        }
        List<AuditLine> lines = new ArrayList<>();
        for (int i = 0; i < multi.results().size(); i++) {
            MultiOperation part = operation.operations().get(i);
            lines.addAll(part.accept(new Part(multi.results().get(i))));
        }
        return lines;
    }

    @Override
    public List<AuditLine> visit(Check operation) {
        return List.of();
    }

    /** What it was meant to be is not known any more. */
    @Override
    public List<AuditLine> visit(Failed operation) {
        return List.of();
    }

    @Override
    public List<AuditLine> visit(Reconfig operation) {
        return List.of(line("reconfig", null, null, null));
    }

    @Override
    public List<AuditLine> visit(CloseSession operation) {
        return List.of();
    }

    private AuditLine line(String operation, @Nullable String znode, @Nullable String znodeType, @Nullable String acl) {
        boolean done = outcome.disposition() == Outcome.Disposition.APPLIED && outcome.error() == 0;
        return line(operation, znode, znodeType, acl, done ? AuditLine.Result.SUCCESS : AuditLine.Result.FAILURE);
    }

    private AuditLine line(
            String operation,
            @Nullable String znode,
            @Nullable String znodeType,
            @Nullable String acl,
            AuditLine.Result result) {
        return new AuditLine(write.sessionId(), user, address, operation, znode, znodeType, acl, result);
    }

    private static String createdPath(Result result, String asked) {
        if (result instanceof Result.CreatedPath created) {
            return created.path();
        }
        return result instanceof Result.CreatedNode created ? created.path() : asked;
    }

    private static String typeOf(CreateKind kind, boolean sequential) {
        String name = switch (kind) {
            case PERSISTENT -> "persistent";
            case EPHEMERAL -> "ephemeral";
            case CONTAINER -> "container";
            case TTL -> "persistent_with_ttl";
        };
        if (!sequential) {
            return name;
        }
        return kind == CreateKind.TTL ? "persistent_sequential_with_ttl" : name + "_sequential";
    }

    private static @Nullable String text(@Nullable List<AclEntry> acl) {
        if (acl == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (AclEntry entry : acl) {
            text.append(entry.scheme())
                    .append(':')
                    .append(entry.id())
                    .append(':')
                    .append(letters(entry.permissions()));
        }
        return text.toString();
    }

    private static String letters(int permissions) {
        StringBuilder letters = new StringBuilder();
        letters.append((permissions & Permission.CREATE) != 0 ? "c" : "");
        letters.append((permissions & Permission.DELETE) != 0 ? "d" : "");
        letters.append((permissions & Permission.READ) != 0 ? "r" : "");
        letters.append((permissions & Permission.WRITE) != 0 ? "w" : "");
        letters.append((permissions & Permission.ADMIN) != 0 ? "a" : "");
        return letters.toString();
    }

    /** A part of a multi that succeeded. ZooKeeper tells the kind of a created node only where no number was appended. */
    private final class Part implements OperationVisitor<List<AuditLine>> {
        private final Result result;

        Part(Result result) {
            this.result = result;
        }

        @Override
        public List<AuditLine> visit(Create operation) {
            boolean told = !operation.sequential() && operation.kind() != CreateKind.TTL;
            return success(
                    "create", createdPath(result, operation.path()), told ? typeOf(operation.kind(), false) : null);
        }

        @Override
        public List<AuditLine> visit(Delete operation) {
            return success("delete", operation.path(), null);
        }

        @Override
        public List<AuditLine> visit(SetData operation) {
            return success("setData", operation.path(), null);
        }

        @Override
        public List<AuditLine> visit(SetAcl operation) {
            return List.of();
        }

        @Override
        public List<AuditLine> visit(Check operation) {
            return List.of();
        }

        @Override
        public List<AuditLine> visit(Multi operation) {
            return List.of();
        }

        @Override
        public List<AuditLine> visit(Failed operation) {
            return List.of();
        }

        @Override
        public List<AuditLine> visit(Reconfig operation) {
            return List.of();
        }

        @Override
        public List<AuditLine> visit(CloseSession operation) {
            return List.of();
        }

        private List<AuditLine> success(String operation, String znode, @Nullable String znodeType) {
            return List.of(line(operation, znode, znodeType, null, AuditLine.Result.SUCCESS));
        }
    }
}
