package io.corral.admin.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * A {@link BulkExchange} over Jetty.
 *
 * @param request what is asked
 * @param response the answer
 * @param query path and parameters of the request
 * @param headers what every answer carries
 */
record JettyExchange(Request request, Response response, Query query, Map<String, String> headers)
        implements BulkExchange {

    @Override
    public boolean isPost() {
        return HttpMethod.POST.is(request.getMethod());
    }

    @Override
    public Optional<String> authorization() {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }

    @Override
    public InetAddress from() {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    @Override
    public List<X509Certificate> certificates() {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                        && session.peerCertificates() != null
                ? List.of(session.peerCertificates())
                : List.of();
    }

    @Override
    public boolean bringsNothing() {
        return request.getLength() == 0
                || (request.getLength() < 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }

    @Override
    public InputStream body() {
        return Content.Source.asInputStream(request);
    }

    @Override
    public OutputStream reply(int status, String contentType, long length, Map<String, String> more) {
        response.setStatus(status);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        more.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        return Content.Sink.asOutputStream(response);
    }
}
