package io.corral.server.config;

import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.MalformedMemberException;
import io.corral.tree.ensemble.MemberLine;

/** Reads a {@code server.N} line of a configuration file. */
final class ServerLine {

    private ServerLine() {}

    static EnsembleMember parse(Setting line) throws ConfigException {
        try {
            return MemberLine.parse(line.key(), line.value());
        } catch (MalformedMemberException e) {
            throw line.bad(e.problem(), e.fix());
        }
    }
}
