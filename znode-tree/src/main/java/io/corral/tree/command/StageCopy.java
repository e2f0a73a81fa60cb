package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.StagedCopy;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.codec.CopyPiece;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One piece of an operator's copy, which is built up beside the state until {@link RestoreTree} puts it in place. Pieces are taken in
 * order; one that was sent again, or came too early, has no effect. The first piece of another copy takes the place of what there is.
 *
 * @param number tells one copy from another; not 0
 * @param ordinal how many pieces come before it
 * @param piece the piece, see {@link CopyPiece}; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, below
public record StageCopy(long number, int ordinal, byte[] piece) implements Command {

    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        edit.advanceTime(stampMillis);
        StagedCopy known = edit.stagedCopy();
        StagedCopy copy = known != null && known.number() == number ? known : StagedCopy.begun(number);
        if (copy.pieces() != ordinal) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        TreeEdit into = edit.of(copy.state());
        if (!CopyPiece.decode(piece).putInto(into)) {
            // Whoever sends it has checked it; but what makes no tree must not stay.
            edit.setStagedCopy(null);
            return Outcomes.refused(this, edit, ErrorCode.BAD_ARGUMENTS);
        }
        edit.setStagedCopy(new StagedCopy(number, ordinal + 1, into.finish()));
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StageCopy that
                && number == that.number
                && ordinal == that.ordinal
                && Arrays.equals(piece, that.piece);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(piece) + ordinal) + Long.hashCode(number);
    }
}
