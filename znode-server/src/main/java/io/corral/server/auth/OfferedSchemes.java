package io.corral.server.auth;

import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.SchemeNames;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.Operation;
import io.corral.tree.command.OperationVisitor;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of writes the access control lists that name a scheme this server does not offer, or an owner of a certificate who can be
 * none, so that they fail when they execute. The tree knows all schemes and reads no names, lest servers with different
 * configurations or Java runtimes come to different states. Immutable.
 */
public final class OfferedSchemes implements OperationVisitor<Operation> {
    private final AclSchemes schemes;

    /** @param schemes the schemes that this server offers */
    public OfferedSchemes(AclSchemes schemes) {
        this.schemes = schemes;
    }

    /** The same operation, or one without the list that is not acceptable here. */
    public Operation restrict(Operation operation) {
        return operation.accept(this);
    }

    @Override
    public Operation visit(Create operation) {
        return restricted(operation);
    }

    @Override
    public Operation visit(SetAcl operation) {
        return isAcceptable(operation.acl()) ? operation : new SetAcl(operation.path(), null, operation.version());
    }

    @Override
    public Operation visit(Multi operation) {
        boolean acceptable = operation.operations().stream()
                .allMatch(part -> !(part instanceof Create create) || isAcceptable(create.acl()));
        return acceptable
                ? operation
                : new Multi(operation.operations().stream()
                        .map(part -> part instanceof Create create ? restricted(create) : part)
                        .toList());
    }

    @Override
    public Operation visit(Delete operation) {
        return operation;
    }

    @Override
    public Operation visit(SetData operation) {
        return operation;
    }

    @Override
    public Operation visit(Check operation) {
        return operation;
    }

    @Override
    public Operation visit(Failed operation) {
        return operation;
    }

    @Override
    public Operation visit(Reconfig operation) {
        return operation;
    }

    @Override
    public Operation visit(CloseSession operation) {
        return operation;
    }

    private MultiOperation restricted(Create create) {
        return isAcceptable(create.acl())
                ? create
                : new Create(
                        create.path(),
                        create.data(),
                        null,
                        create.kind(),
                        create.sequential(),
                        create.ttlMillis(),
                        create.withStat());
    }

    private boolean isAcceptable(@Nullable List<AclEntry> acl) {
        if (acl == null) {
            return true;
        }
        for (AclEntry entry : acl) {
            if (!isAcceptable(entry)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAcceptable(AclEntry entry) {
        return switch (entry.scheme()) {
            case SchemeNames.WORLD, SchemeNames.AUTH -> true;
            case SchemeNames.X509 -> schemes.find(SchemeNames.X509) != null && CertificateOwner.isName(entry.id());
            default -> schemes.find(entry.scheme()) != null;
        };
    }
}
