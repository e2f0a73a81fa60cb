package io.corral.it.operations;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads what a server process shows to those who watch it. */
public final class Surface {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Surface() {}

    /** Names and types of the metrics at a port, of those that belong to the server and not to its Java process. */
    static Map<String, String> metricTypes(int port) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(words -> words[2], words -> words[3], (one, other) -> one, TreeMap::new));
    }

    /** How far the log of a server of Corral is on its disk. */
    static long durableIndex(ServerProcess server) throws IOException, InterruptedException {
        String name = "corral_raft_durable_index ";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.adminPort() + "/metrics"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    /** The names that {@code mntr} lists. */
    static Set<String> monitorNames(ServerProcess server) {
        return FourLetterWord.ask(server.clientPort(), "mntr")
                .lines()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The attributes of each of ZooKeeper's management beans, with their types, by its name.
     *
     * <p>JMX looks its connector up by JNDI; this one is told by a process that the test itself has started.
     */
    @SuppressWarnings("BanJNDI")
    public static Map<String, Set<String>> beans(ServerProcess server)
            throws IOException, AttachNotSupportedException, JMException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
        String address = machine.startLocalManagementAgent();
        machine.detach();
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            Map<String, Set<String>> attributes = new TreeMap<>();
            for (ObjectName name : beans.queryNames(new ObjectName("org.apache.ZooKeeperService:*"), null)) {
                attributes.put(
                        name.getCanonicalKeyPropertyListString().replace("port" + server.clientPort(), "port"),
                        Stream.concat(
                                        Arrays.stream(beans.getMBeanInfo(name).getAttributes())
                                                .map(each -> each.getName() + " " + each.getType()),
                                        Arrays.stream(beans.getMBeanInfo(name).getOperations())
                                                .filter(each -> each.getSignature().length == 0)
                                                .map(each -> each.getName() + "()"))
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
            return attributes;
        }
    }
}
