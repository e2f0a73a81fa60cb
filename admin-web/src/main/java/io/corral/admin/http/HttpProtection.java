package io.corral.admin.http;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How the HTTP side is protected.
 *
 * @param context what new connections are protected with now; may change while the server runs
 * @param needCertificate whether a caller has to show a certificate
 * @param only whether plain HTTP is refused; otherwise the port takes both
 */
public record HttpProtection(Supplier<SSLContext> context, boolean needCertificate, boolean only) {}
