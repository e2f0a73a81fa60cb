package io.corral.server.tls;

/** What a server asks of those who connect ({@code ssl.clientAuth}). */
public enum ClientCertificates {
    /** No certificate. */
    NONE,
    /** A certificate, if there is one; one that is shown must be good. */
    WANT,
    /** A good certificate. */
    NEED
}
