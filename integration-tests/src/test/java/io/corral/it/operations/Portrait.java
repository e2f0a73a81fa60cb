package io.corral.it.operations;

import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.ZooDefs.Ids;

/**
 * Everything a program shows to its operators, from servers in every standing, with a client at each that has an ephemeral
 * node and watches.
 *
 * @param words the texts of the four letter words
 * @param commands the answers of the admin commands
 */
@SuppressWarnings("try") // clients are connected for what is shown of them
record Portrait(Map<Standing, Map<String, String>> words, Map<Standing, Map<String, CommandAnswer>> commands) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SESSION_MILLIS = 20_000;
    private static final int EPHEMERAL = 1;
    private static final int MEMBERS = 4;

    private static final List<String> WORDS = List.of(
            "srvr",
            "stat",
            "cons",
            "conf",
            "dump",
            "dirs",
            "envi",
            "ruok",
            "isro",
            "mntr",
            "wchs",
            "wchc",
            "wchp",
            "gtmk",
            "stmk\0\0\0\0\0\0\u00012",
            "hash");

    private static final List<String> RESETS = List.of("crst", "srst");

    static Portrait of(ServerProgram program, Path folder) throws IOException, InterruptedException {
        Portrait portrait = new Portrait(new EnumMap<>(Standing.class), new EnumMap<>(Standing.class));
        portrait.addStandalone(spec(program, 1, folder.resolve("alone")));
        portrait.addMembers(spec(program, MEMBERS, folder.resolve("members")).withObservers(1));
        return portrait;
    }

    private static EnsembleSpec spec(ServerProgram program, int size, Path folder) throws IOException {
        EnsembleSpec spec = EnsembleSpec.of(program, size, folder).with("admin.enableServer", "true");
        return program == ServerProgram.ZOOKEEPER ? spec.withClassPath(ZooKeeperLibraries.classPath()) : spec;
    }

    private void addStandalone(EnsembleSpec spec) throws IOException, InterruptedException {
        try (Ensemble alone = Ensemble.start(spec);
                RawClient client = visit(alone.server(1))) {
            look(Standing.STANDALONE, alone.server(1), spec.directory());
        }
    }

    private void addMembers(EnsembleSpec spec) throws IOException, InterruptedException {
        try (Ensemble ensemble = Ensemble.start(spec)) {
            ServerProcess leader = ensemble.leader();
            ServerProcess follower = ensemble.followers().get(0);
            try (RawClient atLeader = visit(leader);
                    RawClient atFollower = visit(follower);
                    RawClient atObserver = visit(ensemble.server(MEMBERS))) {
                look(Standing.LEADER, leader, spec.directory());
                look(Standing.FOLLOWER, follower, spec.directory());
                look(Standing.OBSERVER, ensemble.server(MEMBERS), spec.directory());
            }
            ensemble.followers().stream()
                    .filter(member -> member.id() != MEMBERS)
                    .forEach(ServerProcess::pause);
            await("the leader notices that it is one of three")
                    .atMost(PATIENCE)
                    .until(() -> FourLetterWord.ask(leader.clientPort(), "srvr").startsWith("This ZooKeeper instance"));
            look(Standing.NOT_SERVING, leader, spec.directory());
        }
    }

    /** A client with an ephemeral node of its own, a watch of data and one of children. */
    private static RawClient visit(ServerProcess server) throws IOException {
        RawClient client = RawClient.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort()),
                Handshake.newSession(SESSION_MILLIS));
        String path = "/visitor" + server.id();
        Request create = Requests.create(Opcode.CREATE, path, new byte[0], Ids.OPEN_ACL_UNSAFE, EPHEMERAL);
        for (Request request :
                List.of(create, Requests.getData(path, true), Requests.getChildren("/", true), Requests.sync("/"))) {
            client.askForReply(request);
        }
        return client;
    }

    private void look(Standing standing, ServerProcess server, Path folder) throws IOException, InterruptedException {
        Map<String, String> texts = new LinkedHashMap<>(texts(WORDS, server, folder));
        Map<String, CommandAnswer> answers = new LinkedHashMap<>();
        for (AdminRequest request : AdminRequest.all()) {
            answers.put(request.toString(), request.send(server.adminPort()));
        }
        texts.putAll(texts(RESETS, server, folder));
        words.put(standing, texts);
        commands.put(standing, answers);
    }

    private static Map<String, String> texts(List<String> words, ServerProcess server, Path folder) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String word : words) {
            texts.put(word.substring(0, 4), WordForm.of(FourLetterWord.ask(server.clientPort(), word), folder));
        }
        return texts;
    }
}
