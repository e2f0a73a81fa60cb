package io.corral.server.frontend;

import io.corral.tree.acl.Identity;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;

/** What a caller has to pass before there is a client connection. Its methods are called on the caller's event loop. */
interface ClientDoor {
    /** Nothing: whoever calls is in. */
    ClientDoor OPEN = (caller, remote, entry) -> entry.enter(List.of(), false);

    /** Puts into the caller's pipeline what is to be passed; lets the caller enter then, or closes the channel. */
    void guard(Channel caller, InetSocketAddress remote, Entry entry);

    /** Where a caller becomes a client. */
    interface Entry {

        /**
         * Adds what a client connection needs to the end of the pipeline.
         *
         * @param proven identities the caller has proven at the door
         * @param secure whether the connection is protected
         */
        void enter(List<Identity> proven, boolean secure);
    }
}
