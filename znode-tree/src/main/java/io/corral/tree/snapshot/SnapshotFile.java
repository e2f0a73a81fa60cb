package io.corral.tree.snapshot;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/**
 * The named maps of a snapshot file, each sorted by key and written once.
 *
 * <ul>
 *   <li>{@code meta}: name to number: format, last zxid, latest stamp, number of nodes, digest
 *   <li>{@code acls}: number to access control list
 *   <li>{@code ensemble}: one value, the members; missing in older files
 *   <li>{@code sessions}: session id to session
 *   <li>{@code znodes}: full path to node; the access control list by its number
 * </ul>
 *
 * <p>When an operator's copy is on its way there are {@code acls}, {@code meta}, {@code sessions} and {@code znodes} of it as well, by
 * the same names behind {@code staged-}; its {@code meta} says also how much of it has come.
 */
final class SnapshotFile implements Closeable {
    /** The layout that this release writes, and the newest it reads. */
    static final long FORMAT = 1;

    static final String META_FORMAT = "format";
    static final String META_LAST_ZXID = "lastZxid";
    static final String META_LAST_WALL_MILLIS = "lastWallMillis";
    static final String META_NODE_COUNT = "nodeCount";
    static final String META_DIGEST = "digest";

    private static final String ENSEMBLE = "ensemble";

    static final String META_COPY_NUMBER = "copyNumber";
    static final String META_COPY_PIECES = "copyPieces";
    private static final String STAGED = "staged-";
    private static final String META = "meta";

    private final DB db;
    private final String prefix;

    private SnapshotFile(DB db) {
        this(db, "");
    }

    private SnapshotFile(DB db, String prefix) {
        this.db = db;
        this.prefix = prefix;
    }

    /** The part for a copy on its way; it ends with the file and is not closed by itself. */
    SnapshotFile staged() {
        return new SnapshotFile(db, STAGED);
    }

    /** Whether there is such a part. */
    boolean hasStaged() {
        return db.exists(STAGED + META);
    }

    /** A new, empty file. */
    static SnapshotFile create(Path file) {
        return new SnapshotFile(DBMaker.fileDB(file.toFile())
                .fileChannelEnable()
                .fileLockDisable()
                .concurrencyDisable()
                .make());
    }

    /** An existing file, for reading only. */
    static SnapshotFile open(Path file) {
        return new SnapshotFile(DBMaker.fileDB(file.toFile())
                .fileChannelEnable()
                .fileLockDisable()
                .concurrencyDisable()
                .readOnly()
                .make());
    }

    void writeMeta(SortedMap<String, Long> meta) {
        DB.TreeMapSink<String, Long> sink = metaMap().createFromSink();
        meta.forEach(sink::put);
        sink.create();
    }

    Map<String, Long> meta() {
        return metaMap().open();
    }

    private DB.TreeMapMaker<String, Long> metaMap() {
        return db.treeMap(prefix + META, Serializer.STRING, Serializer.LONG);
    }

    DB.TreeMapSink<Integer, byte[]> aclSink() {
        return aclMap().createFromSink();
    }

    BTreeMap<Integer, byte[]> acls() {
        return aclMap().open();
    }

    private DB.TreeMapMaker<Integer, byte[]> aclMap() {
        return db.treeMap(prefix + "acls", Serializer.INTEGER, Serializer.BYTE_ARRAY);
    }

    void writeEnsemble(byte[] ensemble) {
        DB.TreeMapSink<String, byte[]> sink = ensembleMap().createFromSink();
        sink.put(ENSEMBLE, ensemble);
        sink.create();
    }

    /** Nothing in a file of a release that did not know the members. */
    Optional<byte[]> ensemble() {
        return db.exists(ENSEMBLE) ? Optional.ofNullable(ensembleMap().open().get(ENSEMBLE)) : Optional.empty();
    }

    private DB.TreeMapMaker<String, byte[]> ensembleMap() {
        return db.treeMap(ENSEMBLE, Serializer.STRING, Serializer.BYTE_ARRAY);
    }

    DB.TreeMapSink<Long, byte[]> sessionSink() {
        return sessionMap().createFromSink();
    }

    BTreeMap<Long, byte[]> sessions() {
        return sessionMap().open();
    }

    private DB.TreeMapMaker<Long, byte[]> sessionMap() {
        return db.treeMap(prefix + "sessions", Serializer.LONG, Serializer.BYTE_ARRAY);
    }

    DB.TreeMapSink<String, byte[]> znodeSink() {
        return znodeMap().createFromSink();
    }

    BTreeMap<String, byte[]> znodes() {
        return znodeMap().open();
    }

    private DB.TreeMapMaker<String, byte[]> znodeMap() {
        return db.treeMap(prefix + "znodes", Serializer.STRING, Serializer.BYTE_ARRAY);
    }

    @Override
    public void close() {
        db.close();
    }
}
