package io.corral.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The settings of the client port. */
final class ClientParser {

    /** What a server can hand to the others in one piece. */
    private static final int LARGEST_MAX_PACKET_BYTES = 32 * 1024 * 1024;

    private static final int DEFAULT_MAX_PACKET_BYTES = 0xfffff;

    private final ConfigValues values;
    private final long heapBytes;

    ClientParser(ConfigValues values, long heapBytes) {
        this.values = values;
        this.heapBytes = heapBytes;
    }

    /**
     * @param inLine the address in this server's own server line
     * @param voters number of servers with a vote
     */
    ClientConfig parse(Optional<InetSocketAddress> inLine, int voters) throws ConfigException {
        return new ClientConfig(
                address(inLine),
                values.integer(Scope.FILE, "clientPortListenBacklog", -1, -1, 65535),
                values.integer(Scope.FILE, "maxClientCnxns", 60, 0, Integer.MAX_VALUE),
                values.integer(Scope.PROPERTY, "maxCnxns", 0, 0, Integer.MAX_VALUE),
                values.integer(
                        Scope.SYSTEM, "jute.maxbuffer", DEFAULT_MAX_PACKET_BYTES, 1024, LARGEST_MAX_PACKET_BYTES),
                values.integer(Scope.PROPERTY, "nio.sessionlessCnxnTimeout", 10_000, 1, Integer.MAX_VALUE),
                tcpKeepAlive(),
                new TrafficLimitsParser(values, heapBytes).parse(voters));
    }

    private boolean tcpKeepAlive() {
        return values.lenientFlag("clientTcpKeepAlive", "true", "false", false);
    }

    private Optional<InetSocketAddress> address(Optional<InetSocketAddress> inLine) throws ConfigException {
        Optional<Setting> port = values.find(Scope.FILE, "clientPort")
                .filter(setting -> !setting.value().equals("0"));
        Optional<Setting> host = values.find(Scope.FILE, "clientPortAddress");
        if (port.isEmpty()) {
            if (host.isPresent()) {
                throw host.get().bad("There is an address for clients but no clientPort.", "Add clientPort=2181.");
            }
            return inLine.isPresent() ? Optional.of(resolved(inLine.get())) : Optional.empty();
        }
        int number = PortNumber.port(port.get(), port.get().value());
        InetSocketAddress configured =
                host.isPresent() ? new InetSocketAddress(resolve(host.get()), number) : new InetSocketAddress(number);
        if (inLine.isPresent()) {
            checkAgreement(port.get(), host, configured, inLine.get());
            return Optional.of(host.isPresent() ? configured : resolved(inLine.get()));
        }
        return Optional.of(configured);
    }

    private static void checkAgreement(
            Setting port, Optional<Setting> host, InetSocketAddress configured, InetSocketAddress inLine)
            throws ConfigException {
        if (configured.getPort() != inLine.getPort()) {
            throw port.bad(
                    "This server's own server line names client port " + inLine.getPort() + ".",
                    "Keep the port in one place, or write the same one in both.");
        }
        if (host.isPresent()
                && !inLine.getHostString().equals(host.get().value())
                && !configured.getAddress().equals(resolved(inLine).getAddress())) {
            throw host.get()
                    .bad(
                            "This server's own server line names client address " + inLine.getHostString() + ".",
                            "Keep the address in one place, or write the same one in both.");
        }
    }

    private static InetSocketAddress resolved(InetSocketAddress address) {
        return new InetSocketAddress(address.getHostString(), address.getPort());
    }

    private static InetAddress resolve(Setting host) throws ConfigException {
        try {
            return InetAddress.getByName(host.value());
        } catch (UnknownHostException e) {
            throw host.bad("This host is not known here.", "Write an address of this machine, or remove the setting.");
        }
    }
}
