package io.corral.raft.transport;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Remembers who came and went, what arrived, and what was said of it. */
final class RecordingEar implements PeerTransport.Listener, ConnectionJournal {
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<byte[]> payloads = new CopyOnWriteArrayList<>();

    /** Whether a note or a warning contains this. */
    boolean hasNote(String part) {
        return Stream.concat(notes.stream(), warnings.stream()).anyMatch(note -> note.contains(part));
    }

    @Override
    public void onMessage(Envelope envelope) {
        events.add("message of " + envelope.from());
    }

    @Override
    public void onApplicationMessage(int group, long from, byte[] payload, Runnable consumed) {
        payloads.add(Arrays.copyOf(payload, payload.length));
        consumed.run();
    }

    @Override
    public void onPeerConnected(long peer) {
        events.add(peer + " connected");
    }

    @Override
    public void onPeerDisconnected(long peer) {
        events.add(peer + " lost");
    }

    @Override
    public void onPeerGone(long peer) {
        events.add(peer + " gone");
    }

    @Override
    public void note(String event) {
        notes.add(event);
    }

    @Override
    public void warn(String event) {
        warnings.add(event);
    }
}
