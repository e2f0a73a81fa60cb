package io.corral.raft.transport;

import java.net.InetSocketAddress;

/** Looks addresses up by name. May take as long as it likes: it is called on a thread of its own, never on an event loop. */
interface Addresses {

    /** The system's own resolution; a name it does not know comes back unresolved. */
    Addresses OF_THE_SYSTEM = address ->
            address.isUnresolved() ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;

    /** The same address with the number that belongs to its name now. */
    InetSocketAddress resolve(InetSocketAddress address);

    /** The address as an operator wrote it. */
    static String describe(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
