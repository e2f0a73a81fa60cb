package io.corral.it.oracle;

import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The actions of which scripts are made. */
final class Actions {
    private Actions() {}

    /** Sends one request and waits for its reply. */
    record Ask(Request request) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.exchange(List.of(request));
        }

        @Override
        public String toString() {
            return request.toString();
        }
    }

    /** Sends many requests at once and then reads all replies and events. */
    record Burst(List<Request> requests) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.exchange(requests);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("burst of " + requests.size());
            requests.forEach(request -> text.append("\n         - ").append(request));
            return text.toString();
        }
    }

    /**
     * Continues the session on a new connection, where the client is a stranger and watches nothing, and sends many requests at once,
     * with credentials among them.
     */
    record Introduce(boolean oldClient, Burst burst) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            List<String> seen = new ArrayList<>(actor.reconnect(oldClient));
            seen.addAll(burst.perform(actor));
            return seen;
        }

        @Override
        public String toString() {
            return "on a new connection, " + burst;
        }
    }

    /**
     * Registers watches as a reconnecting client does.
     *
     * @param second whether by setWatches2, which alone has persistent watches
     * @param behind how many transactions before the newest the client claims to have seen
     */
    record ResumeWatches(
            boolean second,
            int behind,
            List<String> dataPaths,
            List<String> existPaths,
            List<String> childPaths,
            List<String> persistentPaths,
            List<String> recursivePaths)
            implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.exchange(List.of(request(actor)));
        }

        private Request request(Actor actor) {
            long seen = Math.max(0, actor.lastZxid() - behind);
            return second
                    ? Requests.setWatches2(seen, dataPaths, existPaths, childPaths, persistentPaths, recursivePaths)
                    : Requests.setWatches(seen, dataPaths, existPaths, childPaths);
        }
    }

    /** Closes the session; what arrives after the reply is shown too. */
    record CloseSession() implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.closeSession();
        }
    }

    /**
     * Drops the connection, perhaps in the middle of a frame. The session goes on: the client comes back with its next step, or
     * by {@link Return}.
     *
     * @param half what the server reads and has to forget
     */
    record Leave(List<Byte> half) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            actor.leave(half);
            return List.of();
        }

        @Override
        public String toString() {
            return "leave in the middle of a frame of which " + half.size() + " bytes are sent";
        }
    }

    /** Continues the session as client libraries do: behind the handshake come the credentials, then the watches. */
    record Return(List<Request> credentials, ResumeWatches watches) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            actor.leave(List.of());
            List<Request> requests = new ArrayList<>(credentials);
            requests.add(watches.request(actor));
            return actor.exchange(requests);
        }
    }

    /** Sends what is no request; the connection ends, the session goes on. */
    record BreakFrame(List<Byte> bytes) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.breakFrame(bytes);
        }
    }

    /** Drops the connection and continues the session on the next server. */
    record Reconnect(boolean oldClient) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.reconnect(oldClient);
        }
    }

    /** Continues the session on a second connection while the first is open. */
    record Takeover() implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.takeOver();
        }
    }

    /** Tries to continue sessions that cannot be continued: a closed one, or one with a wrong password. */
    record Intrude(Pretence pretence) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            return actor.intrude(pretence);
        }
    }

    /** What an intruder pretends. */
    enum Pretence {
        WRONG_PASSWORD,
        CLOSED_SESSION,
        FUTURE_ZXID
    }

    /** Sends a bad auth packet on a new session's connection, then ends that session. */
    record BadAuth(Request auth) implements Action {
        @Override
        public List<String> perform(Actor actor) throws IOException {
            List<String> seen = new ArrayList<>();
            try (RawClient client = actor.connect(Handshake.newSession(Stage.SESSION_MILLIS), seen)) {
                int xid = client.send(auth);
                actor.text().expect(xid, auth.opcode());
                seen.addAll(actor.text().lines(client.readUntil(xid)));
                seen.addAll(actor.text().lines(client.readToEnd()));
                try (RawClient again = actor.connect(Handshake.resume(client.session(), client.lastZxid()), seen)) {
                    again.askForReply(Requests.closeSession());
                }
            }
            return seen;
        }
    }
}
