package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.programs.JavaPrograms;
import io.corral.it.programs.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that zkCli.sh has; those of members are {@link MemberCommandsTest}'s. */
@DisplayName("ZooKeeper's command line client")
class ClientCommandsTest {
    /** One command a line. Those behind an exclamation mark make the client print an event. */
    private static final String COMMANDS = """
            create /n one
            stat /n
            help
            version
            whoami
            create /n two
            create -s /n/s- x
            create -s -e /n/e-
            create -c /box
            create -t 60000 /ttl x
            create -t 60000 -e /ttl-e x
            create -c -e /box-e
            create /missing/child
            create no-slash
            create /n/e-0000000001/child
            create /n/acl data world:anyone:r
            create /n/bad data world:anyone
            create /n/bad data nobody:knows:r
            create /n/closed secret digest:bob:x:cdrwa
            ls /
            ls -s /n
            ls -R /
            ls /missing
            get /n
            get -s /n
            get -b /n
            get -x /n
            get /n/closed
            get /missing
            set /n two
            set -s /n three
            set -v 7 /n four
            set -s -v 2 /n four
            set -b -s /n b25l
            set /missing x
            set /n/acl x
            stat /n/acl
            stat /missing
            getAcl /n
            getAcl -s /n/acl
            getAcl /missing
            setAcl /n/s-0000000000 world:anyone:cdra
            setAcl -s /n/s-0000000000 world:anyone:cdrwa
            setAcl -v 9 /n/s-0000000000 world:anyone:cdrwa
            setAcl /n/s-0000000000 nonsense
            create /tree
            create /tree/a
            create /tree/a/b
            setAcl -R -s /tree world:anyone:cdrwa
            getAcl -s /tree/a/b
            addauth digest ada:secret
            whoami
            create /ada hers auth::cdrwa
            getAcl /ada
            getAllChildrenNumber /
            getAllChildrenNumber /n
            getAllChildrenNumber /missing
            getEphemerals
            getEphemerals /n
            getEphemerals /tree
            setquota -n 2 /tree
            setquota -b 100 /tree
            setquota -N 4 /tree
            setquota -N 4 -B 200 /tree
            setquota -n 5 /tree/a
            setquota /tree
            setquota -n nonsense /tree
            setquota -n 2 /missing
            listquota /tree
            listquota /n
            create /tree/c
            create /tree/d
            set /tree/c 12345
            listquota /tree
            delquota -n /tree
            listquota /tree
            delquota /tree
            listquota /tree
            delquota /n
            ls -R /zookeeper
            get -w /n
            ! set /n watched
            printwatches
            printwatches off
            printwatches
            printwatches on
            stat -w /n
            ! set /n five
            ls -w /n
            ! create /n/watched
            config -w
            addWatch /n
            ! create /n/watched/deep
            ! set /n/watched/deep x
            removewatches /n -c
            ! removewatches /n -a
            removewatches /n
            removewatches /missing
            addWatch -m PERSISTENT /n
            ! set /n six
            ! create /n/seen
            ! removewatches /n -p
            addWatch -m NONSENSE /n
            addWatch -m PERSISTENT_RECURSIVE /n/watched
            ! delete /n/watched/deep
            ! removewatches /n/watched -r
            set /n seven
            sync /n
            sync /missing
            delete -v 5 /n/seen
            delete /n
            delete -v 0 /n/seen
            delete /n/seen
            delete /zookeeper
            deleteall /tree -b 2
            deleteall /missing
            deleteall /n
            deleteall /box
            config
            config -s
            config -c
            reconfig -remove 2
            reconfig
            history
            redo 2
            redo 5000
            ls /
            nonsense
            create
            get
            stat
            ls
            """;

    /** What goes on without a connection, up to the command behind which there is one again. */
    private static final List<String> WITHOUT_CONNECTION = List.of("close", "ls /", "get /ada", "connect 127.0.0.1:%d");

    private static final String TOLD = "! ";
    private static final String MARK = "getAllChildrenNumber /mark-";
    private static final Pattern MARKED = Pattern.compile("Node does not exist: /mark-(\\d+)");
    private static final Pattern FIRST_ZXID = Pattern.compile("cZxid = 0x([0-9a-f]+)");
    /** Where the client finds JLine it prompts, and says a few things before. */
    private static final Pattern PROMPT = Pattern.compile("^(\\[zk: [^]]*] ?)+");

    private static final Pattern GREETING = Pattern.compile(
            "Connecting to .*|Welcome to ZooKeeper!|JLine support is .*|.* org\\.jline\\..*|WARNING: Unable to create a system terminal.*");
    private static final Pattern EVENT = Pattern.compile("WatchedEvent .* path:/.*");
    private static final Pattern NUMBER = Pattern.compile("0x([0-9a-f]+)|(?<=zxid: )(\\d+)");
    private static final long FURTHEST = 10_000;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("prints for a Corral server what it prints for a ZooKeeper server, whatever it is told")
    void sameText() throws Exception {
        List<String> zooKeepers = session(ServerProgram.ZOOKEEPER);
        List<String> corrals = session(ServerProgram.CORRAL);
        assertThat(String.join("\n", zooKeepers))
                .contains(
                        "Created /n/s-0000000000",
                        "Insufficient permission : /n/closed",
                        "Quota has exceeded : /tree/d")
                .contains("type:NodeCreated path:/n/watched/deep");
        assertThat(corrals).containsExactlyElementsOf(zooKeepers);
    }

    private List<String> session(ServerProgram server) throws IOException {
        Path directory = folder.resolve(server.name());
        EnsembleSpec spec = EnsembleSpec.of(server, 1, directory)
                .with("extendedTypesEnabled", "true")
                .with("enforceQuota", "true");
        Path silence = Files.writeString(folder.resolve("silent.xml"), "<configuration/>");
        try (Ensemble ensemble = Ensemble.start(spec);
                Program client = JavaPrograms.start(
                        "zkCli",
                        directory,
                        System.getProperty("java.class.path"),
                        List.of("-Dlogback.configurationFile=" + silence),
                        List.of("org.apache.zookeeper.ZooKeeperMain", "-server", ensemble.connectString()))) {
            List<String> commands = new ArrayList<>(COMMANDS.lines().toList());
            for (int i = 0; i < commands.size(); i++) {
                String command = commands.get(i);
                boolean told = command.startsWith(TOLD);
                if (told) {
                    command = command.substring(TOLD.length());
                    commands.set(i, command);
                }
                int before = client.output().size();
                client.say(command);
                client.say(MARK + i);
                if (told) {
                    client.awaitLine(
                            "tells of " + command,
                            before,
                            line -> EVENT.matcher(said(line)).matches());
                }
            }
            for (String command : WITHOUT_CONNECTION) {
                client.say(command.formatted(ensemble.server(1).clientPort()));
            }
            client.say(MARK + commands.size());
            commands.add(String.join(", ", WITHOUT_CONNECTION));
            client.say("quit");
            Awaitility.await().atMost(Program.PATIENCE).until(() -> !client.isRunning());
            return answers(
                    commands,
                    client.output().stream().map(ClientCommandsTest::said).toList());
        }
    }

    /** What was printed behind each command; events, which the client prints at its own time, come at the end. */
    private static List<String> answers(List<String> commands, List<String> output) {
        List<String> answers = new ArrayList<>();
        List<String> events = new ArrayList<>();
        StringBuilder answer = new StringBuilder();
        long first = firstZxid(output);
        for (String line : output) {
            Matcher mark = MARKED.matcher(line);
            if (mark.matches()) {
                String command = commands.get(Integer.parseInt(mark.group(1)));
                // ZooKeeper keeps the identities of a connection in no order.
                answers.add(command + "\n" + (command.equals("whoami") ? sorted(answer) : answer));
                answer.setLength(0);
            } else if (EVENT.matcher(line).matches()) {
                events.add(normalized(line, first));
            } else if (!line.isBlank()
                    && !GREETING.matcher(line).matches()
                    && !line.startsWith("WATCHER::")
                    && !line.startsWith("WatchedEvent")) {
                answer.append(normalized(line, first)).append('\n');
            }
        }
        answers.addAll(events);
        return answers;
    }

    private static String said(String line) {
        return PROMPT.matcher(line).replaceFirst("");
    }

    private static String sorted(CharSequence lines) {
        return lines.toString().lines().sorted().collect(Collectors.joining("\n"));
    }

    private static long firstZxid(List<String> output) {
        return output.stream()
                .map(FIRST_ZXID::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1), 16))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Stat in " + output));
    }

    /** Zxids as their distance from the first one; no times, ports and session ids. */
    private static String normalized(String line, long first) {
        return NUMBER.matcher(line)
                .replaceAll(found -> found.group(1) != null
                        ? distance(Long.parseUnsignedLong(found.group(1), 16), first)
                        : distance(Long.parseLong(found.group(2)), first))
                .replaceAll("^(.time) = .*$", "$1 = T")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "SERVER");
    }

    private static String distance(long number, long first) {
        if (number == 0) {
            return "0";
        }
        return number < 0 || number > first + FURTHEST ? "SESSION" : "+" + (number - first);
    }
}
