package io.corral.server.frontend;

import io.corral.server.view.EndedSession;
import io.corral.server.watch.WatchTable;
import io.corral.tree.acl.AclList;
import io.corral.tree.command.AttachSession;
import io.corral.tree.command.Change;
import io.corral.tree.command.CommandVisitor;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.DeleteContainer;
import io.corral.tree.command.DropCopy;
import io.corral.tree.command.ExpireSession;
import io.corral.tree.command.FinishReconfig;
import io.corral.tree.command.FoundEnsemble;
import io.corral.tree.command.IdentifyEnsemble;
import io.corral.tree.command.NoOp;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.PublishConfig;
import io.corral.tree.command.RestoreTree;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.StageCopy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one event loop through the outcomes of a batch, in order: watches hear of a command's changes before the command is
 * answered, and both before anything later in the batch. Only writes are answered on the way; what else has become ready would
 * see the state behind the whole batch, and waits until the loop has moved there.
 */
final class OutcomeRouter {
    /** Every loop hears of the end of a session; this one writes it down. */
    private static final int WRITES_DOWN = 0;

    private final FrontendLoop loop;
    private final List<ClientConnection> touched = new ArrayList<>();

    /** The reconfig of a session of this loop that waits to be settled; there is one at a time in the whole ensemble. */
    private @Nullable SessionWrite proposed;

    OutcomeRouter(FrontendLoop loop) {
        this.loop = loop;
    }

    void deliver(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (!outcome.changes().isEmpty() && !loop.watches().isEmpty()) {
                fire(outcome.changes());
            }
            boolean ours = outcome.command().origin().equals(loop.origin());
            boolean answered = ours && outcome.command().accept(new ForOrigin(outcome));
            long ended = EndedSession.of(outcome);
            if (ended != EndedSession.NONE && !answered) {
                loop.lanes().ended(ended);
                loop.localWrites().ended(ended);
            }
            if (ended != EndedSession.NONE && loop.number() == WRITES_DOWN && loop.servingMode() == ServingMode.OPEN) {
                loop.services().audit().sessionEnded(ended, outcome.changes());
            }
        }
    }

    /** Lets connections go on whose writes were answered; the loop's view has moved behind the batch. */
    void advanceTouched() {
        if (touched.isEmpty()) {
            return;
        }
        List<ClientConnection> now = List.copyOf(touched);
        touched.clear();
        for (ClientConnection connection : now) {
            connection.intake().advance();
        }
    }

    private void fire(List<Change> changes) {
        WatchTable watches = loop.watches();
        for (Change change : changes) {
            String path = change.path();
            AclList acl = change.acl();
            String parent = change.parentPath();
            AclList parentAcl = change.parentAcl();
            if (parent == null || parentAcl == null) {
                watches.nodeDataChanged(path, acl, change.zxid());
            } else if (change.kind() == Change.Kind.CREATED) {
                watches.nodeCreated(path, acl, parent, parentAcl, change.zxid());
            } else {
                watches.nodeDeleted(path, acl, parent, parentAcl, change.zxid());
            }
        }
    }

    /** Hands an outcome to who waits for it on this loop; true when that one will close the connection itself. */
    private final class ForOrigin implements CommandVisitor<Boolean> {
        private final Outcome outcome;

        ForOrigin(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public Boolean visit(SessionWrite command) {
            switch (outcome.disposition()) {
                case GAP -> {
                    if (loop.lanes().knows(command) || loop.localWrites().knows(command)) {
                        loop.noteGap();
                    }
                    return false;
                }
                case DUPLICATE -> {
                    return false;
                }
                case APPLIED, REFUSED -> {
                    if (outcome.result() instanceof Result.MembersProposed) {
                        // The answer comes with the command that settles the proposal.
                        proposed = command;
                        loop.lanes().executedButOpen(command);
                        return false;
                    }
                    @Nullable
                    ClientConnection connection = loop.localWrites().knows(command)
                            ? loop.localWrites().settle(command, outcome)
                            : loop.lanes().settle(command, outcome);
                    if (connection != null) {
                        touched.add(connection);
                    }
                    return connection != null;
                }
            }
            return false;
        }

        @Override
        public Boolean visit(CreateSession command) {
            if (!loop.localWrites().settled(command, outcome)) {
                loop.handshakes().settled(command, outcome);
            }
            return false;
        }

        @Override
        public Boolean visit(AttachSession command) {
            loop.handshakes().settled(command, outcome);
            return false;
        }

        @Override
        public Boolean visit(ExpireSession command) {
            return false;
        }

        @Override
        public Boolean visit(DeleteContainer command) {
            return false;
        }

        @Override
        public Boolean visit(PublishConfig command) {
            return false;
        }

        @Override
        public Boolean visit(FoundEnsemble command) {
            return false;
        }

        @Override
        public Boolean visit(FinishReconfig command) {
            SessionWrite asked = proposed;
            if (outcome.disposition() == Outcome.Disposition.APPLIED && asked != null) {
                proposed = null;
                @Nullable ClientConnection connection = loop.lanes().settle(asked, outcome);
                if (connection != null) {
                    touched.add(connection);
                }
            }
            return false;
        }

        @Override
        public Boolean visit(IdentifyEnsemble command) {
            return false;
        }

        @Override
        public Boolean visit(StageCopy command) {
            return false;
        }

        @Override
        public Boolean visit(DropCopy command) {
            return false;
        }

        @Override
        public Boolean visit(RestoreTree command) {
            return false;
        }

        @Override
        public Boolean visit(NoOp command) {
            return false;
        }
    }
}
