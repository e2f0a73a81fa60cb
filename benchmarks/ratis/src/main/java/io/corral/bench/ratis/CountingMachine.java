package io.corral.bench.ratis;

import io.corral.bench.front.Counter;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/** The counter as a state machine of Ratis. */
final class CountingMachine extends BaseStateMachine {
    private final Counter counter;

    CountingMachine(Counter counter) {
        this.counter = counter;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        long count =
                counter.execute(entry.getStateMachineLogEntry().getLogData().size());
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        return CompletableFuture.completedFuture(Message.valueOf(ByteString.copyFrom(toBytes(count))));
    }

    private static byte[] toBytes(long count) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (count >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        return bytes;
    }
}
