package io.corral.it.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The main code of every module keeps to the rules of the house. */
@AnalyzeClasses(packages = "io.corral", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    private static final HouseRules HOUSE = new HouseRules("io.corral");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_OTHER_ROOM = HOUSE.knowsOnly("raft");

    @ArchTest
    static final ArchRule THE_TREE_KNOWS_NO_OTHER_ROOM = HOUSE.knowsOnly("tree");

    @ArchTest
    static final ArchRule THE_PROTOCOL_KNOWS_NO_OTHER_ROOM = HOUSE.knowsOnly("wire");

    @ArchTest
    static final ArchRule THE_SERVER_JOINS_THE_THREE = HOUSE.knowsOnly("server", "raft", "tree", "wire");

    @ArchTest
    static final ArchRule THE_CONSOLE_KNOWS_THE_SERVER = HOUSE.knowsOnly("admin", "server.status", "server.control");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_LAUNCHER = HOUSE.nobodyKnowsTheLauncher();

    @ArchTest
    static final ArchRule THE_CORE_IS_PURE = HOUSE.theRaftCoreIsPure();

    @ArchTest
    static final ArchRule THREADS_HAVE_THEIR_PLACE = HOUSE.onlyTheDriverTheTransportAndTheServerUseThreads();

    @ArchTest
    static final ArchRule THE_ENGINE_LOGS_IN_ITS_DRIVER = HOUSE.theEngineLogsOnlyInItsDriver();

    @ArchTest
    static final ArchRule THE_TREE_IS_A_VALUE = HOUSE.theTreeHasNoThreadsClockOrSockets();

    @ArchTest
    static final ArchRule THE_TREE_WRITES_ONLY_SNAPSHOTS = HOUSE.theTreeTouchesFilesOnlyInItsSnapshots();

    @ArchTest
    static final ArchRule MAPDB_STAYS_IN_SNAPSHOTS = HOUSE.staysInside("org.mapdb..", "tree.snapshot");

    @ArchTest
    static final ArchRule PROTOBUF_STAYS_IN_THE_TRANSPORT =
            HOUSE.staysInside("com.google.protobuf..", "raft.transport");

    @ArchTest
    static final ArchRule GENERATED_MESSAGES_STAY_IN_THE_TRANSPORT =
            HOUSE.staysInside("io.corral.raft.transport.proto..", "raft.transport");

    @ArchTest
    static final ArchRule JUTE_STAYS_IN_THE_PROTOCOL = HOUSE.staysInside("org.apache.jute..", "wire");

    @ArchTest
    static final ArchRule ZOOKEEPER_STAYS_IN_THE_PROTOCOL = HOUSE.staysInside("org.apache.zookeeper..", "wire");

    @ArchTest
    static final ArchRule PROPERTIES_ARE_READ_AT_THE_DOOR = HOUSE.propertiesAreReadOnlyAtTheDoor();

    @ArchTest
    static final ArchRule NO_STATIC_MUTABLE_STATE = HOUSE.noStaticMutableState();

    @ArchTest
    static final ArchRule NAMES_ARE_DOMAIN_NOUNS = HOUSE.namesAreDomainNouns();

    @ArchTest
    static void packagesAreNullMarked(JavaClasses classes) {
        HOUSE.packagesAreNullMarked().check(classes);
    }
}
