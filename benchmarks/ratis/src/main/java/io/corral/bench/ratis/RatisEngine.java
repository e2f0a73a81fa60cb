package io.corral.bench.ratis;

import io.corral.bench.front.Append;
import io.corral.bench.front.Counter;
import io.corral.bench.front.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/**
 * Hands commands to a Ratis server of the same process, as its asynchronous client would after the wire: each names the calls
 * that have been answered since, so that the server may forget them.
 */
final class RatisEngine implements Engine {
    private final RaftServer server;
    private final RaftGroupId group;
    private final Counter counter;
    private final ClientId client = ClientId.randomId();
    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();

    RatisEngine(RaftServer server, RaftGroupId group, Counter counter) {
        this.server = server;
        this.group = group;
        this.counter = counter;
    }

    @Override
    public void append(List<Append> appends) {
        List<Long> forget = new ArrayList<>();
        for (Long call = answered.poll(); call != null; call = answered.poll()) {
            forget.add(call);
        }
        for (Append append : appends) {
            submit(append, forget);
            forget = List.of();
        }
    }

    private void submit(Append append, List<Long> forget) {
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(group)
                .setCallId(append.token())
                .setRepliedCallIds(forget)
                .setMessage(Message.valueOf(UnsafeByteOperations.unsafeWrap(append.command())))
                .setType(RaftClientRequest.writeRequestType())
                .build();
        try {
            var unused = server.submitClientRequestAsync(request)
                    .whenComplete((reply, failure) -> answer(append, reply, failure));
        } catch (IOException refused) {
            append.refused();
        }
    }

    private void answer(Append append, @Nullable RaftClientReply reply, @Nullable Throwable failure) {
        answered.add(append.token());
        if (failure != null || reply == null || !reply.isSuccess()) {
            append.refused();
        } else {
            append.executed(
                    reply.getMessage().getContent().asReadOnlyByteBuffer().getLong());
        }
    }

    @Override
    public boolean leads() {
        try {
            return server.getDivision(group).getInfo().isLeaderReady();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public long applied() {
        return counter.commands();
    }
}
