package io.corral.wire.record;

/**
 * Something done for each form of {@link Reply}; one method each, so that none is forgotten.
 *
 * @param <R> what doing it yields
 */
public interface ReplyVisitor<R> {
    R empty(Reply.Empty empty);

    R path(Reply.Path path);

    R pathAndStat(Reply.PathAndStat pathAndStat);

    R ofStat(Reply.OfStat ofStat);

    R dataAndStat(Reply.DataAndStat dataAndStat);

    R aclAndStat(Reply.AclAndStat aclAndStat);

    R names(Reply.Names names);

    R namesAndStat(Reply.NamesAndStat namesAndStat);

    R ofInt(Reply.OfInt ofInt);

    R identities(Reply.Identities identities);

    R token(Reply.Token token);

    R results(Reply.Results results);
}
