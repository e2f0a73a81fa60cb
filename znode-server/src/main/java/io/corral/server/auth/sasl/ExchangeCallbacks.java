package io.corral.server.auth.sasl;

import io.corral.server.config.LoginSection;
import io.corral.server.config.SaslConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;

/** What the mechanisms ask of the server in the course of one exchange: passwords of users, and names of clients. */
final class ExchangeCallbacks implements CallbackHandler {
    private static final String SUPER_USER = "super";

    private final SaslConfig config;
    private final Map<String, String> users;
    private Optional<String> password = Optional.empty();

    ExchangeCallbacks(SaslConfig config) {
        this.config = config;
        this.users = config.login().map(LoginSection::digestUsers).orElse(Map.of());
    }

    @Override
    public void handle(Callback[] callbacks) {
        only(callbacks, RealmCallback.class).forEach(realm -> realm.setText(realm.getDefaultText()));
        only(callbacks, NameCallback.class).forEach(this::find);
        only(callbacks, PasswordCallback.class)
                .forEach(asked -> password.ifPresent(known -> asked.setPassword(known.toCharArray())));
        only(callbacks, AuthorizeCallback.class).forEach(this::authorize);
    }

    private static <T extends Callback> List<T> only(Callback[] callbacks, Class<T> kind) {
        return Arrays.stream(callbacks).filter(kind::isInstance).map(kind::cast).toList();
    }

    private void find(NameCallback callback) {
        String user = callback.getDefaultName();
        String known = users.get(user);
        if (known != null) {
            callback.setName(user);
            password =
                    Optional.of(user.equals(SUPER_USER) ? config.superPassword().orElse(known) : known);
        }
    }

    /** Who a client is follows from what it has proven alone; whatever else it asks to be is not looked at. */
    private void authorize(AuthorizeCallback callback) {
        callback.setAuthorized(true);
        callback.setAuthorizedID(config.names().of(callback.getAuthenticationID()));
    }
}
