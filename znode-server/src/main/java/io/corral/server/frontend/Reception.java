package io.corral.server.frontend;

import io.corral.server.auth.Authenticator;
import io.corral.tree.acl.Identity;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Where accepted channels become client connections, behind a door. */
final class Reception {
    private final Function<Channel, FrontendLoop> loopOf;
    private final AddressLimit limit;
    private final FrontendServices services;

    /**
     * @param loopOf the front end's part of the channel's event loop
     * @param limit how many connections there may be
     */
    Reception(Function<Channel, FrontendLoop> loopOf, AddressLimit limit, FrontendServices services) {
        this.loopOf = loopOf;
        this.limit = limit;
        this.services = services;
    }

    /** Takes a channel that was just accepted; on its event loop. */
    void receive(Channel accepted, ClientDoor door) {
        InetSocketAddress remote = (InetSocketAddress) accepted.remoteAddress();
        if (remote == null) {
            var unused = accepted.close();
            return;
        }
        if (!limit.admit(remote.getAddress())) {
            log().tooManyConnections(remote);
            var unused = accepted.close();
            return;
        }
        accepted.closeFuture().addListener(unused -> limit.release(remote.getAddress()));
        door.guard(accepted, remote, (proven, secure) -> welcome(accepted, remote, proven, secure));
    }

    /** The same door, shut while this server serves nobody. */
    ClientDoor onlyWhileServing(ClientDoor door) {
        return (caller, remote, entry) -> {
            if (loopOf.apply(caller).servingMode().takesRequests()) {
                door.guard(caller, remote, entry);
            } else {
                var unused = caller.close();
            }
        };
    }

    /** How long somebody may be connected without asking for anything. */
    Duration patience() {
        return services.settings().sessionlessTimeout();
    }

    FrontendLog log() {
        return services.log();
    }

    private void welcome(Channel channel, InetSocketAddress remote, List<Identity> proven, boolean secure) {
        FrontendLoop loop = loopOf.apply(channel);
        ClientConnection connection =
                new ClientConnection(loop, channel, remote, Authenticator.ofAddress(remote.getAddress()), secure);
        if (!proven.isEmpty()) {
            connection.gain(proven);
        }
        loop.opened(connection);
        channel.pipeline().addLast("frames", connection.decoder());
        channel.pipeline().addLast("end", new EndOfConnection(connection, loop));
    }
}
