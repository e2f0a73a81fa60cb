package io.corral.wire.codec;

/**
 * What precedes each part of a multi, of its request and of its reply, and ends the list.
 *
 * <pre>
 * int type, boolean done, int err
 * </pre>
 *
 * @param type the operation of the part; -1 in a reply for a failed part, and at the end of the list
 * @param done whether this is the end of the list
 * @param err in a reply the part's error code; otherwise -1
 */
record MultiHeader(int type, boolean done, int err) {
    /** Ends every list of parts or results. */
    static final MultiHeader END = new MultiHeader(-1, true, -1);

    /** The header of a part of a request. */
    static MultiHeader ofRequest(int type) {
        return new MultiHeader(type, false, -1);
    }

    static MultiHeader read(ByteBufInputArchive in) throws MalformedRecordException {
        return new MultiHeader(in.readInt("type"), in.readBool("done"), in.readInt("err"));
    }

    void write(ByteBufOutputArchive out) {
        out.writeInt(type, "type");
        out.writeBool(done, "done");
        out.writeInt(err, "err");
    }
}
