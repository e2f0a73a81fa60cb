package io.corral.tree.command;

import io.corral.tree.TreeEdit;
import java.util.List;

/** The kinds of outcome, spelt once. */
final class Outcomes {
    private Outcomes() {}

    static Outcome applied(Command command, WriteScope scope, Result result) {
        return new Outcome(command, Outcome.Disposition.APPLIED, scope.zxid(), result, scope.changes());
    }

    static Outcome appliedWithoutZxid(Command command, TreeEdit edit, Result result) {
        return new Outcome(command, Outcome.Disposition.APPLIED, edit.lastZxid(), result, List.of());
    }

    static Outcome refused(Command command, TreeEdit edit, int error) {
        return refused(command, edit, new Result.Failure(error));
    }

    static Outcome refused(Command command, TreeEdit edit, Result result) {
        return new Outcome(command, Outcome.Disposition.REFUSED, edit.lastZxid(), result, List.of());
    }

    static Outcome ignored(Command command, TreeEdit edit, Outcome.Disposition disposition) {
        return new Outcome(command, disposition, edit.lastZxid(), Result.Done.INSTANCE, List.of());
    }
}
