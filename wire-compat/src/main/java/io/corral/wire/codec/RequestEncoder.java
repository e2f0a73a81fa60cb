package io.corral.wire.codec;

import io.corral.wire.frame.FrameLength;
import io.corral.wire.record.Request;
import io.netty.buffer.ByteBuf;

/**
 * Appends requests to an output buffer, each as a complete frame: client side of {@link RequestDecoder}, where the layout is
 * drawn. Without state, safe for use by any thread as far as the buffer is.
 */
public final class RequestEncoder {
    private RequestEncoder() {}

    /** A request with its header. */
    public static void request(ByteBuf out, int xid, Request request) {
        int mark = FrameLength.begin(out);
        out.writeInt(xid);
        out.writeInt(request.opCode().code());
        body(out, request);
        FrameLength.end(out, mark);
    }

    /** The body of a request alone, without length and header. */
    public static void body(ByteBuf out, Request request) {
        request.accept(new RequestWriter(out));
    }
}
