package io.corral.server.tls;

/** Where it is looked up whether a certificate was revoked. */
public enum Revocation {
    /** Nowhere. */
    UNCHECKED,
    /** In the lists that certificates name ({@code ssl.crl}). */
    LISTS,
    /** By asking the responders that certificates name, else in the lists ({@code ssl.ocsp}). */
    RESPONDERS
}
