package io.corral.tree.apply;

import io.corral.tree.TestTree;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Identity;
import io.corral.tree.command.AttachSession;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Command;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.Delete;
import io.corral.tree.command.DeleteContainer;
import io.corral.tree.command.ExpireSession;
import io.corral.tree.command.Failed;
import io.corral.tree.command.FinishReconfig;
import io.corral.tree.command.FoundEnsemble;
import io.corral.tree.command.IdentifyEnsemble;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.NoOp;
import io.corral.tree.command.Operation;
import io.corral.tree.command.PublishConfig;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.HostAndPort;
import io.corral.tree.ensemble.MemberRole;
import io.corral.tree.ensemble.MembersAsked;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.SessionPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random commands on a few paths and a few sessions, so that they meet often. */
public final class Commands {
    private static final OriginTag ORIGIN = new OriginTag(3, 1);

    private Commands() {}

    static Arbitrary<String> paths() {
        Arbitrary<String> usual = Arbitraries.of(
                "/a", "/b", "/a/a", "/a/b", "/b/a", "/a/a/a", "/a/a/b", "/", "/zookeeper", "/zookeeper/config");
        Arbitrary<String> odd = Arbitraries.of("", "a", "/a/", "//", "/a//b", "/.", "/a/..", "/a\0", "/\ud83d\ude00");
        return Arbitraries.frequencyOf(Tuple.of(12, usual), Tuple.of(1, odd));
    }

    static Arbitrary<byte[]> data() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(6).injectNull(0.1);
    }

    static Arbitrary<List<AclEntry>> acls() {
        return Arbitraries.of(
                        AclList.OPEN.entries(),
                        AclList.OPEN.entries(),
                        AclList.OPEN.entries(),
                        TestTree.anyoneMay(5),
                        TestTree.anyoneMay(27),
                        List.of(new AclEntry(31, "digest", "u:h")),
                        List.of(new AclEntry(31, "auth", "")),
                        List.of(new AclEntry(31, "ip", "127.0.0.0/8"), new AclEntry(1, "world", "anyone")),
                        List.of(new AclEntry(31, "nonsense", "x")))
                .injectNull(0.05);
    }

    static Arbitrary<Integer> versions() {
        return Arbitraries.frequency(Tuple.of(4, -1), Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(1, 2));
    }

    static Arbitrary<List<Identity>> identities() {
        Identity address = new Identity("ip", "127.0.0.1");
        return Arbitraries.of(
                List.of(address),
                List.of(address, new Identity("digest", "u:h")),
                List.of(address, new Identity("super", "")));
    }

    static Arbitrary<Create> creates() {
        return Combinators.combine(
                        paths(),
                        data(),
                        acls(),
                        Arbitraries.of(CreateKind.class),
                        Arbitraries.of(true, false, false),
                        Arbitraries.longs().between(-1, 5_000),
                        Arbitraries.of(true, false))
                .as(Create::new);
    }

    static Arbitrary<MultiOperation> parts() {
        return Arbitraries.<MultiOperation>frequencyOf(
                Tuple.of(6, creates().map(create -> create)),
                Tuple.of(3, Combinators.combine(paths(), versions()).as(Delete::new)),
                Tuple.of(3, Combinators.combine(paths(), data(), versions()).as(SetData::new)),
                Tuple.of(1, Combinators.combine(paths(), versions()).as(Check::new)),
                Tuple.of(1, Arbitraries.just(new Failed(-5))));
    }

    public static Arbitrary<Operation> operations() {
        return Arbitraries.<Operation>frequencyOf(
                Tuple.of(20, parts().map(part -> part)),
                Tuple.of(2, Combinators.combine(paths(), acls(), versions()).as(SetAcl::new)),
                Tuple.of(4, parts().list().ofMaxSize(5).map(Multi::new)),
                Tuple.of(1, Arbitraries.just(new CloseSession())));
    }

    /** Changes of the members, of which {@link NaiveTree} knows nothing. */
    static Arbitrary<Operation> reconfigurations() {
        Arbitrary<String> lines =
                Arbitraries.of("server.1=a:1:2;3", "server.2=b:1:2;3", "server.2=c:1:2:observer;3", "x");
        return Combinators.combine(
                        lines.injectNull(0.4),
                        Arbitraries.of("1", "2", "1,2", "x").injectNull(0.4),
                        lines.injectNull(0.8),
                        versions())
                .as((joining, leaving, all, version) ->
                        new Reconfig(new MembersAsked(joining, leaving, all), version, 1));
    }

    static Arbitrary<EnsembleMember> members() {
        return Combinators.combine(Arbitraries.longs().between(1, 3), Arbitraries.of(MemberRole.class))
                .as((id, role) ->
                        new EnsembleMember(id, "h" + id, 1, 2, role, Optional.of(new HostAndPort("0.0.0.0", 3))));
    }

    public static Arbitrary<Long> sessionIds() {
        return Arbitraries.of(1L, 2L, 3L);
    }

    /** Commands with epochs and sequence numbers that are often, but not always, the right ones. */
    public static Arbitrary<Command> any() {
        SessionPassword wrong = SessionPassword.of(new byte[16]);
        Arbitrary<Integer> epochs = Arbitraries.of(1, 1, 1, 2, 3);
        return Arbitraries.<Command>frequencyOf(
                Tuple.of(
                        20,
                        Combinators.combine(
                                        sessionIds(),
                                        epochs,
                                        Arbitraries.longs().between(1, 8),
                                        Arbitraries.of(true, false),
                                        identities(),
                                        Arbitraries.<Operation>frequencyOf(
                                                Tuple.of(9, operations()), Tuple.of(1, reconfigurations())))
                                .as((id, epoch, sequence, fence, who, what) ->
                                        new SessionWrite(ORIGIN, id, epoch, sequence, fence, who, what))),
                Tuple.of(4, sessionIds().map(id -> new CreateSession(ORIGIN, id, 5_000, TestTree.PASSWORD))),
                Tuple.of(
                        2,
                        Combinators.combine(sessionIds(), epochs, Arbitraries.of(TestTree.PASSWORD, wrong))
                                .as((id, epoch, password) -> new AttachSession(ORIGIN, id, 6_000, password, epoch, 7))),
                Tuple.of(1, Combinators.combine(sessionIds(), epochs).as(ExpireSession::new)),
                Tuple.of(
                        1,
                        Combinators.combine(paths(), Arbitraries.longs().between(0, 20))
                                .as(DeleteContainer::new)),
                Tuple.of(1, data().map(content -> new PublishConfig(content == null ? new byte[0] : content, 9))),
                Tuple.of(
                        1,
                        members()
                                .list()
                                .ofMaxSize(3)
                                .uniqueElements(EnsembleMember::id)
                                .map(FoundEnsemble::new)),
                Tuple.of(
                        1,
                        Combinators.combine(sessionIds(), Arbitraries.longs().between(1, 20), Arbitraries.of(0, -13))
                                .as((id, proposal, error) -> new FinishReconfig(ORIGIN, id, 1, 2, proposal, error))),
                Tuple.of(1, Arbitraries.longs().map(IdentifyEnsemble::new)),
                Tuple.of(1, Arbitraries.just(new NoOp())));
    }

    /** Makes the sequence numbers of a list right, so that most of it has an effect. */
    public static List<Command> inSequence(List<Operation> operations, List<Identity> identities) {
        List<Command> commands = new ArrayList<>();
        long[] sequences = new long[4];
        for (long id = 1; id <= 3; id++) {
            commands.add(new CreateSession(ORIGIN, id, 5_000, TestTree.PASSWORD));
        }
        for (int i = 0; i < operations.size(); i++) {
            int id = 1 + Math.floorMod(operations.get(i).hashCode() >> 4, 3);
            sequences[id]++;
            commands.add(new SessionWrite(ORIGIN, id, 1, sequences[id], false, identities, operations.get(i)));
        }
        return commands;
    }
}
