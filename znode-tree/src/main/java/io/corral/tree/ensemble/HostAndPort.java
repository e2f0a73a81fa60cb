package io.corral.tree.ensemble;

import io.corral.tree.PlainNumber;
import java.util.ArrayList;
import java.util.List;

/**
 * A host, as it was written, and a port. Names are not looked up here.
 *
 * @param host host name or address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {

    /** As ZooKeeper writes it: {@code host:port}, IPv6 in brackets. */
    @Override
    public String toString() {
        return bracketed(host) + ":" + port;
    }

    /**
     * Whether the host means this machine or any address of it, whatever machine reads it: such an address tells nothing about
     * whether two servers are in each other's way.
     */
    public boolean isLocalOrAny() {
        return host.equalsIgnoreCase("localhost")
                || host.startsWith("127.")
                || host.equals("0.0.0.0")
                || isAnyOrLoopbackOfVersion6();
    }

    /** Nothing but zeros and colons, but for a one at the end. Text of clients: read once, from left to right. */
    private boolean isAnyOrLoopbackOfVersion6() {
        int end = host.endsWith("1") ? host.length() - 1 : host.length();
        boolean colon = false;
        for (int i = 0; i < end; i++) {
            char character = host.charAt(i);
            if (character != '0' && character != ':') {
                return false;
            }
            colon = colon || character == ':';
        }
        return colon;
    }

    static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /**
     * The parts between the colons of a {@code host:port:port} text; a first part in brackets loses them.
     *
     * @throws MalformedMemberException when a bracket is not closed
     */
    static List<String> split(String text) throws MalformedMemberException {
        List<String> parts = new ArrayList<>();
        String rest = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
                throw new MalformedMemberException(
                        "An IPv6 address is not closed by a bracket.", "Write it like [2001:db8::1]:2888:3888.");
            }
            parts.add(text.substring(1, end));
            if (end + 1 == text.length()) {
                return parts;
            }
            rest = text.substring(end + 2);
        }
        parts.addAll(List.of(rest.split(":", -1)));
        return parts;
    }

    /**
     * The port that a text names.
     *
     * @throws MalformedMemberException when it names none
     */
    static int port(String text) throws MalformedMemberException {
        long port;
        try {
            port = PlainNumber.parse(text.trim(), 10);
        } catch (NumberFormatException e) {
            throw notAPort(text);
        }
        if (port < 1 || port > 65535) {
            throw notAPort(text);
        }
        return (int) port;
    }

    private static MalformedMemberException notAPort(String text) {
        return new MalformedMemberException(
                "'" + text + "' is not a port.", "Write a number from 1 to 65535 in its place.");
    }
}
