package io.corral.bench.ratis;

import io.corral.bench.front.Counter;
import io.corral.bench.front.FrontEnd;
import io.corral.bench.front.NodeArguments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * One node of Apache Ratis: log on disk, forced before it counts, gRPC between the nodes. Settings follow those of Apache Ozone,
 * the largest user of Ratis, wherever a default limits throughput.
 */
public final class RatisNode {
    private static final RaftGroupId GROUP =
            RaftGroupId.valueOf(UUID.nameUUIDFromBytes("benchmark".getBytes(StandardCharsets.US_ASCII)));
    private static final TimeDuration TIMEOUT_MIN = TimeDuration.valueOf(1, TimeUnit.SECONDS);
    private static final TimeDuration TIMEOUT_MAX = TimeDuration.valueOf(2, TimeUnit.SECONDS);
    private static final TimeDuration REMEMBERED = TimeDuration.valueOf(1, TimeUnit.SECONDS);
    private static final SizeInBytes SEGMENT = SizeInBytes.valueOf("64MB");
    private static final SizeInBytes PREALLOCATED = SizeInBytes.valueOf("16MB");
    private static final SizeInBytes BUFFER = SizeInBytes.valueOf("4MB");
    private static final SizeInBytes WRITE_BUFFER = SizeInBytes.valueOf("8MB");
    private static final int ELEMENTS = 65_536;

    private RatisNode() {}

    /** Runs a node until the process is killed; see {@link NodeArguments}. */
    public static void main(String[] arguments) throws IOException {
        NodeArguments node = NodeArguments.parse(arguments);
        Counter counter = new Counter();
        RaftServer server = RaftServer.newBuilder()
                .setServerId(peerId(node.id()))
                .setGroup(group(node))
                .setProperties(properties(node))
                .setStateMachine(new CountingMachine(counter))
                .build();
        server.start();
        FrontEnd.listen(node.id(), node.frontPort(), new RatisEngine(server, GROUP, counter))
                .run();
    }

    private static RaftPeerId peerId(int id) {
        return RaftPeerId.valueOf("n" + id);
    }

    private static RaftGroup group(NodeArguments node) {
        List<RaftPeer> peers = new ArrayList<>();
        node.peers()
                .forEach((id, address) -> peers.add(RaftPeer.newBuilder()
                        .setId(peerId(id))
                        .setAddress(address)
                        .build()));
        return RaftGroup.valueOf(GROUP, peers);
    }

    private static RaftProperties properties(NodeArguments node) {
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(
                properties, List.of(node.directory().resolve("data").toFile()));
        int port = node.ownAddress().getPort();
        GrpcConfigKeys.Server.setPort(properties, port);
        RaftServerConfigKeys.Log.setUseMemory(properties, false);
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SEGMENT);
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, PREALLOCATED);
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, WRITE_BUFFER);
        RaftServerConfigKeys.Log.setQueueElementLimit(properties, ELEMENTS);
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, BUFFER);
        RaftServerConfigKeys.Write.setElementLimit(properties, ELEMENTS);
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, REMEMBERED);
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, TIMEOUT_MIN);
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, TIMEOUT_MAX);
        return properties;
    }
}
