package io.corral.bench.jraft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.RaftGroupService;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import io.corral.bench.front.Append;
import io.corral.bench.front.Counter;
import io.corral.bench.front.Engine;
import io.corral.bench.front.FrontEnd;
import io.corral.bench.front.NodeArguments;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One node of SOFAJRaft: its log in RocksDB with synchronous writes, replication in a pipeline, and the other defaults, which
 * its authors use in their own benchmark.
 */
public final class JRaftNode {
    private static final String GROUP = "benchmark";
    private static final int ELECTION_TIMEOUT_MILLIS = 1_000;

    private JRaftNode() {}

    /** Runs a node until the process is killed; see {@link NodeArguments}. */
    public static void main(String[] arguments) throws IOException {
        NodeArguments node = NodeArguments.parse(arguments);
        Counter counter = new Counter();
        PeerId self = peer(node.ownAddress());
        Node raft = new RaftGroupService(GROUP, self, options(node, counter)).start();
        FrontEnd.listen(node.id(), node.frontPort(), new JRaftEngine(raft, counter))
                .run();
    }

    private static PeerId peer(InetSocketAddress address) {
        return new PeerId(address.getAddress().getHostAddress(), address.getPort());
    }

    private static NodeOptions options(NodeArguments node, Counter counter) throws IOException {
        Path data = Files.createDirectories(node.directory().resolve("data"));
        RaftOptions raft = new RaftOptions();
        raft.setSync(true);
        raft.setReplicatorPipeline(true);
        NodeOptions options = new NodeOptions();
        options.setRaftOptions(raft);
        options.setFsm(new CountingMachine(counter));
        options.setLogUri(data.resolve("log").toString());
        options.setRaftMetaUri(data.resolve("meta").toString());
        options.setElectionTimeoutMs(ELECTION_TIMEOUT_MILLIS);
        options.setDisableCli(true);
        Configuration members = new Configuration();
        node.peers().values().forEach(address -> members.addPeer(peer(address)));
        options.setInitialConf(members);
        return options;
    }

    /**
     * Hands commands to SOFAJRaft one by one, as its interface wants it; it batches them itself.
     */
    private record JRaftEngine(Node raft, Counter counter) implements Engine {

        @Override
        public void append(List<Append> appends) {
            for (Append append : appends) {
                raft.apply(new Task(ByteBuffer.wrap(append.command()), new Waiting(append)));
            }
        }

        @Override
        public boolean leads() {
            return raft.isLeader(false);
        }

        @Override
        public long applied() {
            return counter.commands();
        }
    }
}
