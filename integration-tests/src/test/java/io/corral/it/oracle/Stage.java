package io.corral.it.oracle;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs;

/**
 * A subject with one observing session on each of its servers, on which many plays follow one another. Used by one
 * thread at a time.
 */
public final class Stage implements AutoCloseable {
    static final int SESSION_MILLIS = SubjectSettings.LONGEST_SESSION_MILLIS;

    private final Subject subject;
    private final List<RawClient> observers = new ArrayList<>();

    /** Takes the subject over: closing the stage closes it. */
    public Stage(Subject subject) throws IOException {
        this.subject = subject;
        for (InetSocketAddress server : subject.servers()) {
            RawClient observer = RawClient.connect(server, Handshake.newSession(SESSION_MILLIS));
            observers.add(observer);
            for (Identity identity : Identity.values()) {
                observer.askForReply(identity.auth());
            }
        }
    }

    public Subject subject() {
        return subject;
    }

    int serverCount() {
        return observers.size();
    }

    InetSocketAddress server(int index) {
        return subject.servers().get(index % serverCount());
    }

    /** Creates the play's top node and returns the transaction's zxid, from which the play counts. */
    long begin(String top) throws IOException {
        Arrival.Reply reply = observe(Requests.create(Opcode.CREATE, top, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0));
        if (reply.err() != 0) {
            throw new IOException(subject.name() + " cannot create " + top + ": error " + reply.err());
        }
        return reply.zxid();
    }

    /** Asks the first server's observer, who holds every identity. */
    Arrival.Reply observe(Request request) throws IOException {
        return ask(observers.get(0), request);
    }

    /** Waits until a server shows everything that any client was told so far. */
    void settle(int server) throws IOException {
        ask(observers.get(server % serverCount()), Requests.sync("/"));
    }

    private Arrival.Reply ask(RawClient observer, Request request) throws IOException {
        Arrival.Reply reply = observer.askForReply(request);
        if (reply == null) {
            throw new IOException(subject.name() + " closed the observer's connection at " + request);
        }
        return reply;
    }

    @Override
    public void close() throws IOException {
        for (RawClient observer : observers) {
            observer.close();
        }
        subject.close();
    }
}
