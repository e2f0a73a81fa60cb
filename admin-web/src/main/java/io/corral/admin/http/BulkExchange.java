package io.corral.admin.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that brings a stream, and the stream that answers it. For one thread. */
public interface BulkExchange {

    /** Whether something is brought (POST) rather than fetched (GET). */
    boolean isPost();

    /** Path and parameters. */
    Query query();

    /** The header {@code Authorization}. */
    Optional<String> authorization();

    /** Where the request comes from. */
    InetAddress from();

    /** The certificate shown in the handshake, then those that signed it; empty when none was. */
    List<X509Certificate> certificates();

    /** Whether the request says of itself that it brings nothing. Does not wait for anything. */
    boolean bringsNothing();

    /** What is brought; empty when there is nothing. Reading it waits for as long as the connection may be silent. */
    InputStream body();

    /**
     * Begins the answer.
     *
     * @param status HTTP status
     * @param contentType media type of what follows
     * @param length of what follows, in bytes
     * @param headers more headers
     * @return where to write what follows; to be closed
     */
    OutputStream reply(int status, String contentType, long length, Map<String, String> headers) throws IOException;
}
