package io.corral.server.auth.sasl;

import io.corral.tree.acl.Identity;
import io.corral.tree.acl.SchemeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** One exchange with one client. For one thread at a time. */
final class SaslConversation {
    private final SaslMechanism mechanism;
    private final Set<String> superUsers;
    private @Nullable SaslServer server;

    SaslConversation(SaslMechanism mechanism, Set<String> superUsers) {
        this.mechanism = mechanism;
        this.superUsers = superUsers;
    }

    SaslStep respond(byte[] token) {
        try {
            SaslServer open = server();
            byte[] answer = open.evaluateResponse(token);
            return SaslStep.answered(answer, open.isComplete() ? identities(open.getAuthorizationID()) : List.of());
        } catch (SaslException e) {
            return SaslStep.failed(reason(e));
        } catch (RuntimeException e) {
            // Mechanisms meet what has no place in an exchange with whatever exception comes up.
            return SaslStep.broken(e.toString());
        }
    }

    private SaslServer server() throws SaslException {
        SaslServer open = server;
        if (open == null) {
            open = mechanism.open();
            server = open;
        }
        return open;
    }

    private List<Identity> identities(String name) {
        List<Identity> gained = new ArrayList<>();
        gained.add(new Identity(SchemeNames.SASL, name));
        if (superUsers.contains(name)) {
            gained.add(new Identity(SchemeNames.SUPER, ""));
        }
        return gained;
    }

    private static String reason(SaslException failure) {
        Throwable cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + cause.getMessage() + ")";
    }
}
