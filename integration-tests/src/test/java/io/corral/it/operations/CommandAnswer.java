package io.corral.it.operations;

/**
 * What came back of an admin command.
 *
 * @param status HTTP status
 * @param contentType as sent; empty when there was none
 * @param body the whole text
 */
record CommandAnswer(int status, String contentType, String body) {

    /** What does not depend on the moment: status, type of the contents and, of a document, its keys and the types of its values. */
    String form() {
        String head = status + " " + contentType.replace(" ", "").toLowerCase(java.util.Locale.ROOT);
        return body.startsWith("{") ? head + "\n" + DocumentForm.of(body) : head;
    }
}
