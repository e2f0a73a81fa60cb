package io.corral.raft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.ReadIndexReply;
import io.corral.raft.message.ReadIndexRequest;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.message.SnapshotReply;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.message.VoteReply;
import io.corral.raft.message.VoteRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Messages survive the wire; other bytes do no harm. */
class MessageRoundTripTest {
    private static final int MAX_FRAME = 1 << 20;

    @Property
    @Label("every message comes out as it went in, however the stream is cut")
    void roundTrip(@ForAll("envelopes") Envelope envelope, @ForAll int cut) {
        FrameDecoder decoder = new FrameDecoder();
        decoder.allow(MAX_FRAME);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        ByteBuf bytes = FrameWriter.single(channel.alloc(), MessageEncoder.frame(envelope));
        int at = Math.floorMod(cut, bytes.readableBytes());
        ByteBuf first = bytes.readRetainedSlice(at);
        channel.writeInbound(first, bytes);
        assertThat(channel.<Incoming>readInbound()).isEqualTo(new Incoming.Raft(envelope));
        assertThat(channel.finish()).isFalse();
    }

    @Property
    @Label("application bytes come out as they went in")
    void applicationRoundTrip(@ForAll byte[] payload) {
        FrameDecoder decoder = new FrameDecoder();
        decoder.allow(MAX_FRAME);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.writeInbound(FrameWriter.single(channel.alloc(), MessageEncoder.applicationFrame(0, payload)));
        Incoming.Application arrived = channel.readInbound();
        assertThat(arrived.payload()).isEqualTo(payload);
    }

    @Property
    @Label("random bytes end in a refused frame or in waiting, never in anything else")
    void garbage(@ForAll byte[] garbage) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(garbage));
        } catch (DecoderException refused) {
            assertThat(refused).isNotNull();
        }
        channel.releaseInbound();
    }

    @Property
    @Label("a flipped bit in a frame is refused or read as another message, never more")
    void flippedBit(@ForAll("envelopes") Envelope envelope, @ForAll int bit) {
        FrameDecoder decoder = new FrameDecoder();
        decoder.allow(MAX_FRAME);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        ByteBuf bytes = FrameWriter.single(channel.alloc(), MessageEncoder.frame(envelope));
        int at = Math.floorMod(bit, bytes.readableBytes() * 8);
        bytes.setByte(at / 8, bytes.getByte(at / 8) ^ (1 << (at % 8)));
        try {
            channel.writeInbound(bytes);
        } catch (DecoderException refused) {
            assertThat(refused).isNotNull();
        }
        channel.releaseInbound();
    }

    @Example
    @Label("a stranger may not announce a large frame")
    void largeFrameFromStranger() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.buffer().writeInt(1 << 20)))
                .isInstanceOf(DecoderException.class);
        assertThatThrownBy(() -> new EmbeddedChannel(new FrameDecoder())
                        .writeInbound(Unpooled.buffer().writeInt(-1)))
                .isInstanceOf(DecoderException.class);
    }

    @Example
    @Label("a term so late that hardly another could follow is refused")
    void lastTerms() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
        ByteBuf frame = FrameWriter.single(
                channel.alloc(), MessageEncoder.frame(new Envelope(0, 1, 2, new TimeoutNow(Long.MAX_VALUE - 1))));
        assertThatThrownBy(() -> channel.writeInbound(frame)).isInstanceOf(DecoderException.class);
    }

    @Provide
    Arbitrary<Envelope> envelopes() {
        return Combinators.combine(Arbitraries.integers().between(0, 100), node(), node(), messages())
                .as(Envelope::new);
    }

    private static Arbitrary<PeerMessage> messages() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(number(), number(), number()).as(PreVoteRequest::new),
                Combinators.combine(number(), flag).as(PreVoteReply::new),
                Combinators.combine(number(), number(), number(), flag).as(VoteRequest::new),
                Combinators.combine(number(), flag).as(VoteReply::new),
                Combinators.combine(
                                number(),
                                number(),
                                number(),
                                Arbitraries.integers().between(0, 20),
                                number())
                        .as((term, prev, commit, count, seed) -> new AppendRequest(
                                term + 1, prev, term, entries(prev, term + 1, count, seed), commit, seed)),
                Combinators.combine(number(), flag, number(), number(), number(), number())
                        .as((term, success, a, b, c, d) -> new AppendReply(term, success, a, b, c, d, a, b)),
                Combinators.combine(number(), number(), Arbitraries.integers().between(0, 5000), flag)
                        .as((term, offset, size, last) ->
                                new SnapshotChunk(term, meta(offset, size), offset, bytes(size, offset), size, last)),
                Combinators.combine(number(), number(), number(), flag, flag).as(SnapshotReply::new),
                Combinators.combine(number(), number(), Arbitraries.of(true, false))
                        .as(ReadIndexRequest::new),
                Combinators.combine(number(), number(), flag, number()).as(ReadIndexReply::new),
                number().map(TimeoutNow::new)));
    }

    private static SnapshotMeta meta(long index, long checksum) {
        Membership membership = new Membership(
                Set.of(1L, 2L, index + 3), Set.of(-77L, -78L), Set.of(5L, 6L), Set.of(2L, -77L), Set.of(-78L));
        return new SnapshotMeta(index, index / 2, membership, checksum, -checksum);
    }

    private static List<LogEntry> entries(long prev, long term, int count, long seed) {
        List<LogEntry> entries = new ArrayList<>();
        EntryType[] types = EntryType.values();
        for (int i = 1; i <= count; i++) {
            EntryType type = types[(int) Math.floorMod(seed + i, (long) types.length)];
            entries.add(new LogEntry(prev + i, term, type, bytes(i * 13 % 200, seed)));
        }
        return entries;
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Arbitrary<Long> number() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE / 2);
    }

    private static Arbitrary<Long> node() {
        return Arbitraries.longs().between(1, 255);
    }
}
