package io.corral.it.oracle;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.zookeeper.proto.GetChildrenResponse;

/** One performance of a script on one stage, below a top node of its own. */
final class Play {
    private final Stage stage;
    private final String top;
    private final Names names;
    private final List<Actor> actors = new ArrayList<>();

    Play(Stage stage, String top, boolean catchUp) throws IOException {
        this.stage = stage;
        this.top = top;
        this.names = new Names(stage.begin(top));
        for (int i = 0; i < ScriptWriter.CLIENTS; i++) {
            actors.add(new Actor(stage, names, i, catchUp));
        }
    }

    /** Plays the steps and then looks at everything that is left; sessions are closed afterwards. */
    Transcript perform(Script script) throws IOException {
        List<List<String>> scenes = new ArrayList<>();
        try {
            for (Step step : script.steps()) {
                Actor actor = actors.get(step.client());
                List<String> seen = new ArrayList<>(actor.catchUp());
                seen.addAll(step.action().perform(actor));
                scenes.add(seen);
            }
            for (Actor actor : actors) {
                List<String> last = new ArrayList<>(actor.catchUp());
                last.addAll(actor.collectEvents());
                scenes.add(last);
            }
            scenes.add(tree());
            for (Actor actor : actors) {
                actor.close();
            }
        } catch (SocketTimeoutException silence) {
            return Transcript.silent(scenes);
        }
        return new Transcript(scenes);
    }

    /** Every node below the top: data, ACL, children and their Stats. */
    private List<String> tree() throws IOException {
        stage.settle(0);
        List<String> lines = new ArrayList<>();
        describe(top, lines);
        return lines;
    }

    private void describe(String path, List<String> lines) throws IOException {
        lines.add(path + " " + answer(Requests.getData(path, false)));
        lines.add(path + " " + answer(Requests.getAcl(path)));
        Request request = Requests.getChildren(path, false);
        Arrival.Reply reply = stage.observe(request);
        if (reply.err() != 0) {
            lines.add(path + " children error " + reply.err());
            return;
        }
        List<String> children =
                new Jute(reply.body()).record(new GetChildrenResponse()).getChildren();
        for (String child : new TreeSet<>(children)) {
            describe(path + "/" + child, lines);
        }
    }

    private String answer(Request request) throws IOException {
        Arrival.Reply reply = stage.observe(request);
        ArrivalText text = new ArrivalText(names);
        text.expect(0, request.opcode());
        return text.reply(new Arrival.Reply(0, reply.zxid(), reply.err(), reply.body()));
    }
}
