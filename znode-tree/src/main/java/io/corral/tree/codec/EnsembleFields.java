package io.corral.tree.codec;

import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.MalformedMemberException;
import io.corral.tree.ensemble.MemberLine;
import java.util.List;

/** Members of the ensemble among other fields: each as the line it has in a configuration file. */
public final class EnsembleFields {
    private EnsembleFields() {}

    /** Writes members. */
    public static void write(FieldWriter out, List<EnsembleMember> members) {
        out.writeList(members, (fields, member) -> fields.writeText(member.text()));
    }

    /** Reads what {@link #write} has written; immutable. */
    public static List<EnsembleMember> members(FieldReader in) {
        return in.readList(EnsembleFields::member);
    }

    private static EnsembleMember member(FieldReader in) {
        String line = in.readText();
        int equals = line.indexOf('=');
        if (!line.startsWith(MemberLine.PREFIX) || equals < 0) {
            throw new CorruptEntryException("a member that is none");
        }
        try {
            return MemberLine.parse(line.substring(0, equals), line.substring(equals + 1));
        } catch (MalformedMemberException e) {
            throw new CorruptEntryException("a member that is none");
        }
    }
}
