package io.corral.server.tls;

import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The hosts a certificate speaks for (RFC 6125): the names and addresses among its alternative names; without any, its common name.
 *
 * @param names DNS names, of which the first label may be a star
 * @param addresses IP addresses
 */
record CertificateNames(List<String> names, List<String> addresses) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    static CertificateNames of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (List<?> alternative : alternatives(certificate)) {
            int kind = (Integer) alternative.get(0);
            if (kind == DNS_NAME) {
                names.add(alternative.get(1).toString());
            } else if (kind == IP_ADDRESS) {
                addresses.add(alternative.get(1).toString());
            }
        }
        if (names.isEmpty() && addresses.isEmpty()) {
            names.addAll(commonNames(certificate));
        }
        return new CertificateNames(List.copyOf(names), List.copyOf(addresses));
    }

    /** Whether the certificate speaks for a host, given by name or by address. */
    boolean include(String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        if (address != null) {
            return addresses.stream()
                            .anyMatch(each -> Arrays.equals(NetUtil.createByteArrayFromIpAddressString(each), address))
                    || names.contains(host);
        }
        String wanted = withoutFinalDot(host.toLowerCase(Locale.ROOT));
        return names.stream().anyMatch(each -> matches(withoutFinalDot(each.toLowerCase(Locale.ROOT)), wanted));
    }

    private static boolean matches(String name, String wanted) {
        if (!name.startsWith("*.")) {
            return name.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        boolean twoLabelsFixed = name.indexOf('.', 2) > 0;
        return twoLabelsFixed && dot > 0 && wanted.substring(dot).equals(name.substring(1));
    }

    private static String withoutFinalDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static List<String> commonNames(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(Object::toString)
                            .toList();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }
}
