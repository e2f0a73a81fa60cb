package io.corral.admin.http;

import java.nio.charset.StandardCharsets;

/**
 * What is answered.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body the bytes; not to be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, String contentType, byte[] body) {

    /** Answers with a text. */
    public static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    /** Answers with a JSON document, which is UTF-8 whatever is said of it; ZooKeeper says nothing. */
    public static Reply json(int status, String document) {
        return of(status, "application/json", document);
    }

    /** Answers with an HTML document. */
    public static Reply html(String document) {
        return of(200, "text/html; charset=utf-8", document);
    }

    /** Answers with a text of some media type. */
    public static Reply of(int status, String contentType, String text) {
        return new Reply(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }
}
