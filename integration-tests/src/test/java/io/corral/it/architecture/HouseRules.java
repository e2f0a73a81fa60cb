package io.corral.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The dependency rules for a house whose rooms are packages below {@code root}.
 *
 * <p>The root is a parameter so that the same rules hold the real house ({@code io.corral}) upright and are shown to bite
 * on a fixture that breaks them.
 */
record HouseRules(String root) {

    private static final String[] BYTES_AND_WIRES = {"java.net..", "java.nio.channels..", "io.netty.."};
    private static final String[] LOGGING = {"org.slf4j..", "java.util.logging..", "ch.qos.logback.."};

    /** A room may know the rooms named, itself, and anything that is not part of the house. */
    ArchRule knowsOnly(String room, String... others) {
        String[] allowed = Stream.concat(Stream.of(room), Arrays.stream(others))
                .map(this::at)
                .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(at(room)))
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..")
                        .and(not(resideInAnyPackage(allowed)))
                        .as("other rooms of the house"))
                .as(room + " knows only " + Arrays.toString(allowed));
    }

    ArchRule nobodyKnowsTheLauncher() {
        return noClasses()
                .that(resideInAnyPackage(at("raft"), at("tree"), at("wire"), at("server"), at("admin"), at("sim")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root);
    }

    /** The algorithm and its messages: data in, data out. */
    ArchRule theRaftCoreIsPure() {
        return noClasses()
                .that(resideInAnyPackage(at("raft.core"), at("raft.message")))
                .should()
                .dependOnClassesThat(files().or(threads())
                        .or(resideInAnyPackage(BYTES_AND_WIRES))
                        .or(resideInAnyPackage(LOGGING))
                        .or(resideInAPackage("com.google.protobuf.."))
                        .as("files, sockets, threads, logging, Netty or Protocol Buffers"));
    }

    /** Work may be given to an executor that was handed in; whose thread that is, is decided elsewhere. */
    ArchRule onlyTheDriverTheTransportAndTheServerUseThreads() {
        return noClasses()
                .that(resideInAnyPackage(at("raft"), at("tree"), at("wire"))
                        .and(not(resideInAnyPackage(at("raft.node"), at("raft.transport")))))
                .should()
                .dependOnClassesThat(threads()
                        .and(not(belongToAnyOf(
                                Executor.class,
                                CompletionStage.class,
                                CompletableFuture.class,
                                CompletionException.class)))
                        .as("threads of their own"));
    }

    ArchRule theEngineLogsOnlyInItsDriver() {
        return noClasses()
                .that(resideInAPackage(at("raft")).and(not(resideInAPackage(at("raft.node")))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LOGGING);
    }

    ArchRule theTreeHasNoThreadsClockOrSockets() {
        return noClasses()
                .that(resideInAPackage(at("tree")))
                .should()
                .dependOnClassesThat(threads()
                        .or(resideInAnyPackage(BYTES_AND_WIRES).and(not(type(java.nio.channels.FileChannel.class))))
                        .or(resideInAnyPackage(LOGGING))
                        .or(type(java.time.Clock.class))
                        .as("threads, sockets, clocks or logging"));
    }

    ArchRule theTreeTouchesFilesOnlyInItsSnapshots() {
        return noClasses()
                .that(resideInAPackage(at("tree")).and(not(resideInAPackage(at("tree.snapshot")))))
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.file..").or(belongTo(type(java.io.File.class))));
    }

    /** Foreign types stay in the room that translates them. */
    ArchRule staysInside(String foreignPackage, String home) {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(resideInAPackage(at(home)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreignPackage);
    }

    ArchRule theConsoleUsesOnlyStatusAndControlOfTheServer() {
        return noClasses()
                .that(resideInAPackage(at("admin")))
                .should()
                .dependOnClassesThat(resideInAPackage(at("server"))
                        .and(not(resideInAnyPackage(at("server.status"), at("server.control"))))
                        .as("the inside of the server"));
    }

    /** Configuration is parsed once: properties and environment are read at the door only. */
    ArchRule propertiesAreReadOnlyAtTheDoor() {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(resideInAnyPackage(at("server.config"), root, at("tool")))))
                .should()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv");
    }

    ArchRule noStaticMutableState() {
        return fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(ours())
                .should()
                .beFinal();
    }

    ArchRule namesAreDomainNouns() {
        return noClasses()
                .that(ours())
                .should()
                .haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor|Context|Base)$");
    }

    ArchRule packagesAreNullMarked() {
        return classes().that(ours()).should(new BeInANullMarkedPackage());
    }

    private DescribedPredicate<JavaClass> ours() {
        return resideInAPackage(root + "..").and(not(resideInAPackage(at("raft.transport.proto"))));
    }

    private static DescribedPredicate<JavaClass> files() {
        return resideInAnyPackage("java.io..", "java.nio.file..")
                .and(not(type(Serializable.class)))
                .and(not(type(UncheckedIOException.class)))
                .as("files");
    }

    /** Everything in java.util.concurrent speaks of threads but the unit of time. */
    private static DescribedPredicate<JavaClass> threads() {
        return resideInAPackage("java.util.concurrent..")
                .and(not(type(TimeUnit.class)))
                .or(type(Thread.class))
                .or(type(ThreadLocal.class))
                .as("threads");
    }

    private String at(String room) {
        return root + "." + room + "..";
    }
}
