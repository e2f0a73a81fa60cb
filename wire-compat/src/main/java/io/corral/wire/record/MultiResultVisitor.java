package io.corral.wire.record;

/**
 * Something done for each kind of {@link MultiResult}; one method each, so that none is forgotten.
 *
 * @param <R> what doing it yields
 */
public interface MultiResultVisitor<R> {
    R failed(MultiResult.Failed failed);

    R created(MultiResult.Created created);

    R createdWithStat(MultiResult.CreatedWithStat createdWithStat);

    R deleted(MultiResult.Deleted deleted);

    R checked(MultiResult.Checked checked);

    R dataSet(MultiResult.DataSet dataSet);

    R dataRead(MultiResult.DataRead dataRead);

    R childrenRead(MultiResult.ChildrenRead childrenRead);
}
