package io.corral.it.access;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.apache.zookeeper.proto.SetSASLResponse;
import org.jspecify.annotations.Nullable;

/** The client's side of an exchange by DIGEST-MD5, token by token. */
final class RawSasl {
    private RawSasl() {}

    /** All that the server answers to an exchange, up to its success, a refusal or the end of the connection. */
    static List<Arrival> authenticate(RawClient client, String user, String password) throws IOException {
        SaslClient sasl = Sasl.createSaslClient(
                new String[] {"DIGEST-MD5"}, null, "zookeeper", "zk-sasl-md5", Map.of(), callbacks -> {
                    of(NameCallback.class, callbacks).setName(user);
                    of(PasswordCallback.class, callbacks).setPassword(password.toCharArray());
                    RealmCallback realm = of(RealmCallback.class, callbacks);
                    realm.setText(realm.getDefaultText());
                });
        List<Arrival> arrivals = new ArrayList<>();
        byte[] token = new byte[0];
        while (true) {
            client.send(Requests.sasl(token));
            Arrival arrival = client.next();
            arrivals.add(arrival);
            if (!(arrival instanceof Arrival.Reply reply) || reply.err() != 0) {
                return arrivals;
            }
            byte[] challenge = token(reply);
            if (challenge == null) {
                return arrivals;
            }
            token = sasl.evaluateChallenge(challenge);
            if (sasl.isComplete()) {
                return arrivals;
            }
        }
    }

    /** The token in a reply. */
    static byte @Nullable [] token(Arrival.Reply reply) throws IOException {
        return new Jute(reply.body()).record(new SetSASLResponse()).getToken();
    }

    private static <T extends Callback> T of(Class<T> kind, Callback[] callbacks) {
        return Arrays.stream(callbacks)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
