package io.corral.wire.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/** Notes what it is given as text: "frame 0a0b", "word ruok", "bad length -1". Releases every frame. */
final class RecordingSink implements FrameSink {
    final List<String> seen = new ArrayList<>();

    /** What else to do when a frame comes. */
    Runnable onFrame = () -> {};

    @Override
    public void frame(ByteBuf payload) {
        seen.add("frame " + ByteBufUtil.hexDump(payload));
        payload.release();
        onFrame.run();
    }

    @Override
    public void fourLetterWord(FourLetterWord word) {
        seen.add("word " + word.command().word() + " " + ByteBufUtil.hexDump(word.argument()));
    }

    @Override
    public void badLength(int length) {
        seen.add("bad length " + length);
    }
}
